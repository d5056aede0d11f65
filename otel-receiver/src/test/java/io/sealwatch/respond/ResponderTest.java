// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.respond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sealwatch.event.Detection;
import io.sealwatch.event.FileDeleted;
import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.Header;
import io.sealwatch.event.Origin;
import io.sealwatch.event.ProcessExecuted;
import io.sealwatch.event.ProcessForked;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.event.ResponseTaken;
import io.sealwatch.event.ResponseTaken.Action;
import io.sealwatch.event.ResponseTaken.Outcome;
import io.sealwatch.event.Suspect;
import io.sealwatch.event.Suspect.Role;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is stopped, who is not, and what is said of it. */
final class ResponderTest {
    private static final int SELF = 50;
    private static final FilePath OPENSSL = FilePath.of("/usr/bin/openssl");

    private final FakeHost host = new FakeHost();

    @BeforeEach
    void theSensorWasStartedByAShell() {
        host.process(1, 0);
        host.process(40, 1);
        host.process(SELF, 40);
    }

    @Test
    void theWorkerAndItsChildrenAreGivenToTheProbesAndSignalled() {
        host.process(200, 1);
        host.process(201, 200);
        host.process(202, 201);

        List<ResponseTaken> taken = responder(stop()).respond(verdict(worker(200), child(201)), OPENSSL);

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

        responder(stop()).respond(verdict(worker(201), driver), OPENSSL);

        assertThat(host.condemnedWithChildren).containsExactly(FakeHost.key(200));
        assertThat(host.signals).containsExactly("19 to 201", "19 to 200");

        host.condemnedWithChildren.clear();
        responder(settings(ResponseSettings.Mode.STOP, false, List.of("/usr/sbin/sshd"), List.of()))
                .respond(verdict(worker(201), driver), OPENSSL);

        assertThat(host.condemnedWithChildren).isEmpty();
    }

    @Test
    void killSendsTheOtherSignal() {
        host.process(200, 1);

        List<ResponseTaken> taken = responder(settings(ResponseSettings.Mode.KILL, false, List.of(), List.of()))
                .respond(verdict(worker(200)), OPENSSL);

        assertThat(host.signals).containsExactly("9 to 200");
        assertThat(taken).extracting(ResponseTaken::action).containsExactly(Action.KILL);
    }

    @Test
    void aPidThatWasGivenAwayHitsNobody() {
        host.put(new Facts(new ProcessKey(200, 999_999), 1, 1, 1, false, false, 0, "newcomer"));

        List<ResponseTaken> taken = responder(stop()).respond(verdict(worker(200)), OPENSSL);

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

        responder(stop()).respond(verdict(old, young), OPENSSL);

        assertThat(host.signals).containsExactly("19 to 200");
    }

    @Test
    void theFirstProcessTheKernelsTheSensorAndItsAncestorsAreNeverTouched() {
        host.put(new Facts(FakeHost.key(30), 2, 0, 0, false, true, 0, "kworker"));

        List<ResponseTaken> taken =
                responder(stop()).respond(verdict(worker(1), worker(30), worker(SELF), worker(40)), OPENSSL);

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

        responder(settings).respond(verdict(worker(200), worker(201), worker(202), worker(203)), OPENSSL);

        assertThat(host.signals).containsExactly("19 to 202");
    }

    @Test
    void aDryRunSaysWhatItWouldDoAndDoesNothing() {
        host.process(200, 1);
        host.process(201, 200);

        List<ResponseTaken> taken = responder(settings(ResponseSettings.Mode.KILL, true, List.of(), List.of()))
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

        List<ResponseTaken> taken = responder(stop()).respond(verdict(worker(200), worker(201)), OPENSSL);

        assertThat(host.signals).containsExactly("19 to 200", "19 to 201");
        assertThat(taken).extracting(ResponseTaken::outcome).containsExactly(Outcome.SIGNALLED, Outcome.SIGNALLED_ONLY);
    }

    @Test
    void theScriptThatDrivesTheWorkersIsStoppedWithWhatElseItStarted() {
        host.process(300, 1);
        host.process(301, 300);
        host.process(302, 300);

        responder(stop()).respond(verdict(worker(301), driver(300), kin(302)), OPENSSL);

        assertThat(host.signals).containsExactly("19 to 301", "19 to 300", "19 to 302");
    }

    @Test
    void theShellThatAPersonTypesIntoIsSparedWithItsOtherJobs() {
        host.process(300, 40, 300, 300, true);
        host.process(301, 300, 301, 300, true);
        host.process(302, 300, 302, 300, true);

        List<ResponseTaken> taken = responder(stop()).respond(verdict(worker(301), driver(300), kin(302)), OPENSSL);

        assertThat(host.signals).containsExactly("19 to 301");
        assertThat(taken).extracting(ResponseTaken::outcome).containsExactly(Outcome.SIGNALLED, Outcome.SPARED);
    }

    @Test
    void aShellWhoseCommandsAreAllGoneIsKnownByHavingBeenGivenNothingToRun() {
        host.process(300, 40, 300, 300, true);
        host.arguments.put(300, List.of("-bash"));
        host.process(400, 40, 400, 400, true);
        host.arguments.put(400, List.of("bash", "-c", "for f in *; do openssl ...; rm $f; done"));
        Responder responder = responder(stop());

        responder.respond(verdict(driver(300)), OPENSSL);
        responder.respond(verdict(driver(400)), OPENSSL);

        assertThat(host.signals).containsExactly("19 to 400");
    }

    @Test
    void whatASparedShellStartsNextIsStoppedWhenItIsTheWorkersProgram() {
        host.process(300, 40, 300, 300, true);
        host.arguments.put(300, List.of("-bash"));
        Responder responder = responder(stop());
        responder.respond(verdict(driver(300)), OPENSSL);
        host.process(310, 300);
        host.process(311, 300);

        responder.observe(executed(310, 300, OPENSSL));
        responder.observe(executed(311, 300, FilePath.of("/usr/bin/vim")));

        assertThat(host.signals).containsExactly("19 to 310");
    }

    @Test
    void aDaemonThatGivesEachOfItsOwnASessionIsSpared() {
        host.process(300, 1, 300, 300, false);
        host.process(301, 300, 301, 301, false);

        responder(stop()).respond(verdict(worker(301), driver(300)), OPENSSL);

        assertThat(host.signals).containsExactly("19 to 301");
    }

    @Test
    void aChildThatIsBornUnderTheVerdictIsStopped() {
        host.process(200, 1);
        Responder responder = responder(stop());
        responder.respond(verdict(worker(200)), OPENSSL);
        host.process(201, 1);

        responder.observe(new ProcessForked(header(200, host.now + 1), FakeHost.key(201)));
        responder.observe(new ProcessForked(header(77, host.now + 1), FakeHost.key(SELF)));

        assertThat(host.signals).containsExactly("19 to 200", "19 to 201");
    }

    @Test
    void aSecondReportOfTheActivityDoesNotSignalAgain() {
        host.process(200, 1);
        Responder responder = responder(stop());
        responder.respond(verdict(worker(200)), OPENSSL);

        assertThat(responder.respond(verdict(worker(200)), OPENSSL)).isEmpty();
        assertThat(host.signals).hasSize(1);
    }

    @Test
    void aProcessThatSomebodyLetsGoOnIsLeftAloneAndItIsSaid() {
        host.process(200, 1);
        Responder responder = responder(stop());
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
        Responder responder = responder(stop());
        responder.respond(verdict(worker(200)), OPENSSL);

        responder.join(worker(210), "a1");
        responder.join(worker(SELF), "another");

        assertThat(host.signals).containsExactly("19 to 200", "19 to 210");
        assertThat(responder.observe(deleted(210, host.now))).hasSize(1);
    }

    @Test
    void theRehearsalTouchesNobody() {
        Responder responder = responder(stop());

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

    private Responder responder(ResponseSettings settings) {
        return new Responder(settings, SELF, host, host, host, () -> host.now);
    }

    private static ResponseSettings stop() {
        return settings(ResponseSettings.Mode.STOP, false, List.of(), List.of());
    }

    private static ResponseSettings settings(
            ResponseSettings.Mode mode, boolean dry, List<String> protect, List<String> within) {
        return new ResponseSettings(mode, dry, true, protect, within);
    }

    private static Detection verdict(Suspect... suspects) {
        return new Detection(
                header(200, 4_000_000_000L),
                "a1",
                "rule",
                "id",
                90,
                List.of("why"),
                List.of(),
                5,
                1,
                0,
                0,
                "",
                List.of(suspects));
    }

    private static Suspect worker(int pid) {
        return new Suspect(FakeHost.key(pid), Role.WORKER, 0);
    }

    private static Suspect driver(int pid) {
        return new Suspect(FakeHost.key(pid), Role.DRIVER, 0);
    }

    private static Suspect child(int pid) {
        return new Suspect(FakeHost.key(pid), Role.CHILD, 0);
    }

    private static Suspect kin(int pid) {
        return new Suspect(FakeHost.key(pid), Role.KIN, 0);
    }

    private static Header header(int pid, long nanos) {
        return header(pid, 1, nanos);
    }

    private static Header header(int pid, int parent, long nanos) {
        return new Header(nanos, FakeHost.key(pid), pid, parent, 0, 0, "p", false);
    }

    private static FileDeleted deleted(int pid, long nanos) {
        return new FileDeleted(header(pid, nanos), 0, FileIdentity.UNKNOWN, FilePath.of("/a"), false, Origin.SYSCALL);
    }

    private ProcessExecuted executed(int pid, int parent, FilePath program) {
        return new ProcessExecuted(
                header(pid, parent, host.now), program, program, FilePath.of("/"), List.of(), FileIdentity.UNKNOWN);
    }
}
