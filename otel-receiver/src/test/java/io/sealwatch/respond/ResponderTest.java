// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.respond;

import static io.sealwatch.respond.FakeHost.SELF;
import static io.sealwatch.respond.Verdicts.child;
import static io.sealwatch.respond.Verdicts.deleted;
import static io.sealwatch.respond.Verdicts.driver;
import static io.sealwatch.respond.Verdicts.header;
import static io.sealwatch.respond.Verdicts.settings;
import static io.sealwatch.respond.Verdicts.stop;
import static io.sealwatch.respond.Verdicts.verdict;
import static io.sealwatch.respond.Verdicts.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sealwatch.event.FilePath;
import io.sealwatch.event.Header;
import io.sealwatch.event.ProcessForked;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.event.ResponseTaken;
import io.sealwatch.event.ResponseTaken.Action;
import io.sealwatch.event.ResponseTaken.Outcome;
import io.sealwatch.event.Suspect;
import io.sealwatch.event.Suspect.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is stopped, who is not, and what is said of it. */
final class ResponderTest {
    private static final FilePath OPENSSL = FilePath.of("/usr/bin/openssl");

    private final FakeHost host = FakeHost.withSensor();

    @Test
    void theWorkerAndItsChildrenAreGivenToTheProbesAndSignalled() {
        host.process(200, 1);
        host.process(201, 200);
        host.process(202, 201);

        List<ResponseTaken> taken = host.responder(stop()).respond(verdict(worker(200), child(201)), OPENSSL);

        assertThat(host.signals).containsExactly("19 to 200", "19 to 201", "19 to 202");
        assertThat(host.condemned).containsExactlyInAnyOrder(FakeHost.key(200), FakeHost.key(201), FakeHost.key(202));
        assertThat(taken).extracting(ResponseTaken::action).containsOnly(Action.STOP);
        assertThat(taken).extracting(ResponseTaken::outcome).containsOnly(Outcome.SIGNALLED);
        assertThat(taken.get(0).delayNanos()).isEqualTo(host.now - 4_000_000_000L);
        assertThat(taken.get(0).header().process()).isEqualTo(FakeHost.key(200));
    }

    @Test
    void aDriverReachesItsWorkersThroughTheProbesUnlessAProgramIsProtected() {
        host.process(200, 1);
        host.process(201, 200);
        Suspect driver = new Suspect(FakeHost.key(200), Role.DRIVER, 0);

        host.responder(stop()).respond(verdict(worker(201), driver), OPENSSL);

        assertThat(host.condemnedWithChildren).containsExactly(FakeHost.key(200));
        assertThat(host.signals).containsExactly("19 to 201", "19 to 200");

        host.condemnedWithChildren.clear();
        host.responder(settings(ResponseSettings.Mode.STOP, false, List.of("/usr/sbin/sshd"), List.of()))
                .respond(verdict(worker(201), driver), OPENSSL);

        assertThat(host.condemnedWithChildren).isEmpty();
    }

    @Test
    void killSendsTheOtherSignal() {
        host.process(200, 1);

        List<ResponseTaken> taken = host.responder(settings(ResponseSettings.Mode.KILL, false, List.of(), List.of()))
                .respond(verdict(worker(200)), OPENSSL);

        assertThat(host.signals).containsExactly("9 to 200");
        assertThat(taken).extracting(ResponseTaken::action).containsExactly(Action.KILL);
    }

    @Test
    void aPidThatWasGivenAwayHitsNobody() {
        host.put(new Facts(new ProcessKey(200, 999_999), 1, 1, 1, false, false, 0, "newcomer"));

        List<ResponseTaken> taken = host.responder(stop()).respond(verdict(worker(200)), OPENSSL);

        assertThat(taken).isEmpty();
        assertThat(host.signals).isEmpty();
        assertThat(host.condemned).isEmpty();
    }

    @Test
    void aProcessWhoseStartNobodySawIsTheOneThatIsOldEnough() {
        host.process(200, 1);
        host.put(new Facts(new ProcessKey(201, 400), 1, 1, 1, false, false, 0, "newcomer"));
        Suspect old = new Suspect(new ProcessKey(200, 0), Role.WORKER, 3_900_000_000L);
        Suspect young = new Suspect(new ProcessKey(201, 0), Role.WORKER, 3_900_000_000L);

        host.responder(stop()).respond(verdict(old, young), OPENSSL);

        assertThat(host.signals).containsExactly("19 to 200");
    }

    @Test
    void theFirstProcessTheKernelsTheSensorAndItsAncestorsAreNeverTouched() {
        host.put(new Facts(FakeHost.key(30), 2, 0, 0, false, true, 0, "kworker"));

        List<ResponseTaken> taken =
                host.responder(stop()).respond(verdict(worker(1), worker(30), worker(SELF), worker(40)), OPENSSL);

        assertThat(host.signals).isEmpty();
        assertThat(host.condemned).isEmpty();
        assertThat(taken).hasSize(4).extracting(ResponseTaken::outcome).containsOnly(Outcome.PROTECTED);
        assertThat(taken).extracting(ResponseTaken::action).containsOnly(Action.NONE);
        assertThat(taken)
                .extracting(ResponseTaken::reason)
                .containsExactly(
                        "the first process",
                        "a thread of the kernel",
                        "the sensor itself",
                        "an ancestor of the sensor");
    }

    @Test
    void whatTheListProtectsIsNotTouchedAndWhatIsOutsideTheControlGroupsNeither() {
        host.process(200, 1);
        host.process(201, 1);
        host.process(202, 1);
        host.process(203, 1);
        host.executables.put(200, "/usr/sbin/sshd");
        host.groups.put(200, "/user.slice/a");
        host.groups.put(201, "/user.slice/postgresql.service");
        host.groups.put(202, "/user.slice/b");
        host.groups.put(203, "/system.slice/c");
        ResponseSettings settings = settings(
                ResponseSettings.Mode.STOP,
                false,
                List.of("/usr/sbin/sshd", "postgresql.service"),
                List.of("/user.slice"));

        host.responder(settings).respond(verdict(worker(200), worker(201), worker(202), worker(203)), OPENSSL);

        assertThat(host.signals).containsExactly("19 to 202");
    }

    @Test
    void aDryRunSaysWhatItWouldDoAndDoesNothing() {
        host.process(200, 1);
        host.process(201, 200);

        List<ResponseTaken> taken = host.responder(settings(ResponseSettings.Mode.KILL, true, List.of(), List.of()))
                .respond(verdict(worker(200)), OPENSSL);

        assertThat(host.signals).isEmpty();
        assertThat(host.condemned).isEmpty();
        assertThat(taken).extracting(ResponseTaken::action).containsExactly(Action.WOULD_KILL, Action.WOULD_KILL);
    }

    @Test
    void whenTheProbesHaveNoRoomTheSignalIsSentAllTheSameAndItIsSaid() {
        host.process(200, 1);
        host.process(201, 1);
        host.room = 1;

        List<ResponseTaken> taken = host.responder(stop()).respond(verdict(worker(200), worker(201)), OPENSSL);

        assertThat(host.signals).containsExactly("19 to 200", "19 to 201");
        assertThat(taken).extracting(ResponseTaken::outcome).containsExactly(Outcome.SIGNALLED, Outcome.SIGNALLED_ONLY);
    }

    @Test
    void aChildThatIsBornUnderTheVerdictIsStopped() {
        host.process(200, 1);
        Responder responder = host.responder(stop());
        responder.respond(verdict(worker(200)), OPENSSL);
        host.process(201, 1);

        responder.observe(new ProcessForked(header(200, host.now + 1), FakeHost.key(201)));
        responder.observe(new ProcessForked(header(77, host.now + 1), FakeHost.key(SELF)));

        assertThat(host.signals).containsExactly("19 to 200", "19 to 201");
    }

    @Test
    void aSecondReportOfTheActivityDoesNotSignalAgain() {
        host.process(200, 1);
        Responder responder = host.responder(stop());
        responder.respond(verdict(worker(200)), OPENSSL);

        assertThat(responder.respond(verdict(worker(200)), OPENSSL)).isEmpty();
        assertThat(host.signals).hasSize(1);
    }

    @Test
    void aProcessThatSomebodyLetsGoOnIsLeftAloneAndItIsSaid() {
        host.process(200, 1);
        Responder responder = host.responder(stop());
        responder.respond(verdict(worker(200)), OPENSSL);
        long later = host.now + KernelSide.LASTS_NANOS + 1;

        assertThat(responder.observe(deleted(200, host.now + 1_000_000))).isEmpty();
        assertThat(responder.observe(deleted(200, later)))
                .singleElement()
                .isInstanceOfSatisfying(
                        ResponseTaken.class, said -> assertThat(said.outcome()).isEqualTo(Outcome.CONTINUED));
        host.process(201, 200);
        responder.observe(new ProcessForked(header(200, later + 1), FakeHost.key(201)));

        assertThat(host.signals).containsExactly("19 to 200");
    }

    @Test
    void whoeverGoesOnWithTheActivityJoinsItsVerdict() {
        host.process(200, 1);
        host.process(210, 1);
        Responder responder = host.responder(stop());
        responder.respond(verdict(worker(200)), OPENSSL);

        responder.join(worker(210), "a1");
        responder.join(worker(SELF), "another");

        assertThat(host.signals).containsExactly("19 to 200", "19 to 210");
        assertThat(responder.observe(deleted(210, host.now))).hasSize(1);
    }

    @Test
    void theRehearsalTouchesNobody() {
        Responder responder = host.responder(stop());

        responder.rehearse(FakeHost.key(SELF));

        assertThat(host.signals).allMatch(signal -> signal.equals("0 to " + SELF));
        assertThat(host.condemned).containsOnly(Header.SENSOR);
    }

    @Test
    void aListThatProtectsNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(ResponseSettings.Mode.STOP, false, List.of("sshd"), List.of()))
                .withMessageContaining("neither an absolute path");
    }
}
