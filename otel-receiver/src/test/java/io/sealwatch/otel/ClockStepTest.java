// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Whoever sets the machine's clock while the agent runs moves no record, no retry and no heartbeat. */
class ClockStepTest {
    private final JavaClasses agent = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.sealwatch.otel", "io.sealwatch.episode", "io.sealwatch.app");

    @Test
    void observedTimesFollowTheClockThatOnlyGoesForward() {
        AtomicLong nanos = new AtomicLong(-5);
        SteadyClock clock = new SteadyClock(Instant.ofEpochSecond(1_000, 7), nanos::get);
        assertThat(clock.getAsLong()).isEqualTo(1_000_000_000_007L);
        nanos.addAndGet(250);
        assertThat(clock.getAsLong()).isEqualTo(1_000_000_000_257L);
    }

    /** The wall clock is read where a run begins and nowhere else, so that no step of it can reach a timer. */
    @Test
    void nothingThatWaitsReadsTheWallClock() {
        noClasses()
                .that()
                .resideInAnyPackage("io.sealwatch.otel..", "io.sealwatch.episode..")
                .and()
                .doNotHaveSimpleName("SteadyClock")
                .and()
                // only when a receiver sends a date without its own time
                .doNotHaveSimpleName("HttpTransport")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(agent);
        noClasses()
                .that()
                .haveSimpleName("Session")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(agent);
    }
}
