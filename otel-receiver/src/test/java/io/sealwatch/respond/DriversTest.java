// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.respond;

import static io.sealwatch.respond.Verdicts.driver;
import static io.sealwatch.respond.Verdicts.executed;
import static io.sealwatch.respond.Verdicts.kin;
import static io.sealwatch.respond.Verdicts.stop;
import static io.sealwatch.respond.Verdicts.verdict;
import static io.sealwatch.respond.Verdicts.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.FilePath;
import io.sealwatch.event.ResponseTaken;
import io.sealwatch.event.ResponseTaken.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What drives the workers: a script is stopped with all that it started, a shell that a person types into is not. */
final class DriversTest {
    private static final FilePath OPENSSL = FilePath.of("/usr/bin/openssl");

    private final FakeHost host = FakeHost.withSensor();

    @Test
    void theScriptThatDrivesTheWorkersIsStoppedWithWhatElseItStarted() {
        host.process(300, 1);
        host.process(301, 300);
        host.process(302, 300);

        host.responder(stop()).respond(verdict(worker(301), driver(300), kin(302)), OPENSSL);

        assertThat(host.signals).containsExactly("19 to 301", "19 to 300", "19 to 302");
    }

    @Test
    void theShellThatAPersonTypesIntoIsSparedWithItsOtherJobs() {
        host.process(300, 40, 300, 300, true);
        host.process(301, 300, 301, 300, true);
        host.process(302, 300, 302, 300, true);

        List<ResponseTaken> taken =
                host.responder(stop()).respond(verdict(worker(301), driver(300), kin(302)), OPENSSL);

        assertThat(host.signals).containsExactly("19 to 301");
        assertThat(taken).extracting(ResponseTaken::outcome).containsExactly(Outcome.SIGNALLED, Outcome.SPARED);
    }

    @Test
    void aShellWhoseCommandsAreAllGoneIsKnownByHavingBeenGivenNothingToRun() {
        host.process(300, 40, 300, 300, true);
        host.arguments.put(300, List.of("-bash"));
        host.process(400, 40, 400, 400, true);
        host.arguments.put(400, List.of("bash", "-c", "for f in *; do openssl ...; rm $f; done"));
        Responder responder = host.responder(stop());

        responder.respond(verdict(driver(300)), OPENSSL);
        responder.respond(verdict(driver(400)), OPENSSL);

        assertThat(host.signals).containsExactly("19 to 400");
    }

    @Test
    void whatASparedShellStartsNextIsStoppedWhenItIsTheWorkersProgram() {
        host.process(300, 40, 300, 300, true);
        host.arguments.put(300, List.of("-bash"));
        Responder responder = host.responder(stop());
        responder.respond(verdict(driver(300)), OPENSSL);
        host.process(310, 300);
        host.process(311, 300);

        responder.observe(executed(310, 300, host.now, OPENSSL));
        responder.observe(executed(311, 300, host.now, FilePath.of("/usr/bin/vim")));

        assertThat(host.signals).containsExactly("19 to 310");
    }

    @Test
    void aDaemonThatGivesEachOfItsOwnASessionIsSpared() {
        host.process(300, 1, 300, 300, false);
        host.process(301, 300, 301, 301, false);

        host.responder(stop()).respond(verdict(worker(301), driver(300)), OPENSSL);

        assertThat(host.signals).containsExactly("19 to 301");
    }
}
