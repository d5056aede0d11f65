// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sealwatch.event.EventKind;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FlagSettingsTest {
    @Test
    void seedPatternsHaveTheSeedsBits() {
        assertThat(new Pattern("OCD").bits()).isEqualTo(0x012);
        assertThat(new Pattern("OCD").mask()).isEqualTo(0xFFF);
        assertThat(new Pattern("OCEEEED").bits()).isEqualTo(0x0133332);
        assertThat(new Pattern("OCEEEED").mask()).isEqualTo(0x0FFFFFFF);
        assertThat(new Pattern("EEEEEEEE").mask()).isEqualTo(0xFFFFFFFF);
    }

    @Test
    void defaultsAreTheSeeds() {
        assertThat(FlagSettings.DEFAULT.thresholds()).isEqualTo(new FlagThresholds(50, 25, 25, 50));
        assertThat(FlagSettings.DEFAULT.resetPeriod()).isEqualTo(Duration.ofSeconds(10));
        assertThat(FlagSettings.DEFAULT.patterns()).containsExactly(new Pattern("OCD"), new Pattern("OCEEEED"));
    }

    @Test
    void patternWithAnotherLetterIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pattern("OCX"))
                .withMessageContaining("\"OCX\"")
                .withMessageContaining("'X'")
                .withMessageContaining("only O (open)");
    }

    @Test
    void patternMustHaveOneToEightLetters() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Pattern("")).withMessageContaining("give 1 to 8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pattern("OOOOOOOOO"))
                .withMessageContaining("has 9 letters");
    }

    @Test
    void nineThPatternIsRefused() {
        List<Pattern> nine = Collections.nCopies(9, new Pattern("OCD"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlagSettings(
                        FlagThresholds.DEFAULT, nine, Duration.ZERO, Severity.OK, FlagSettings.Mode.NORMAL))
                .withMessageContaining("at most 8");
    }

    @Test
    void negativeResetPeriodIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlagSettings(
                        FlagThresholds.DEFAULT,
                        List.of(),
                        Duration.ofSeconds(-1),
                        Severity.OK,
                        FlagSettings.Mode.NORMAL))
                .withMessageContaining("-1000 ms");
    }

    @Test
    void thresholdThatCanNeverBePassedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlagThresholds(50, 70000, 25, 50))
                .withMessageContaining("threshold create is 70000");
        assertThatIllegalArgumentException().isThrownBy(() -> new FlagThresholds(-1, 25, 25, 50));
    }

    @Test
    void minimumSeverityHidesWhatIsBelow() {
        FlagSettings settings = new FlagSettings(
                FlagThresholds.DEFAULT, List.of(), Duration.ZERO, Severity.MIN, FlagSettings.Mode.NORMAL);
        assertThat(settings.reports(Severity.OK)).isFalse();
        assertThat(settings.reports(Severity.MIN)).isTrue();
        assertThat(settings.reports(Severity.MAJ)).isTrue();
    }

    @Test
    void removedDirectoryIsADeleteOnlyInClassicMode() {
        assertThat(SeedType.of(EventKind.DIRECTORY_DELETE, FlagSettings.Mode.NORMAL))
                .isNull();
        assertThat(SeedType.of(EventKind.DIRECTORY_DELETE, FlagSettings.Mode.CLASSIC))
                .isEqualTo(SeedType.DELETE);
    }

    @Test
    void typesHaveTheSeedsNumbersAndLetters() {
        assertThat(SeedType.of(EventKind.FILE_OPEN, FlagSettings.Mode.NORMAL)).isEqualTo(SeedType.OPEN);
        assertThat(SeedType.of(EventKind.FILE_OPENS, FlagSettings.Mode.NORMAL)).isEqualTo(SeedType.OPEN);
        assertThat(SeedType.of(EventKind.FILE_CREATE, FlagSettings.Mode.NORMAL)).isEqualTo(SeedType.CREATE);
        assertThat(SeedType.of(EventKind.FILE_DELETE, FlagSettings.Mode.NORMAL)).isEqualTo(SeedType.DELETE);
        assertThat(SeedType.of(EventKind.CRYPTO_INIT, FlagSettings.Mode.NORMAL)).isEqualTo(SeedType.ENCRYPT);
        assertThat(SeedType.of(EventKind.FILE_WRITE, FlagSettings.Mode.CLASSIC)).isNull();
        assertThat(SeedType.values()).extracting(SeedType::letter).containsExactly('O', 'C', 'D', 'E');
    }
}
