// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.respond;

import io.sealwatch.event.Detection;
import io.sealwatch.event.FileDeleted;
import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.Header;
import io.sealwatch.event.Origin;
import io.sealwatch.event.ProcessExecuted;
import io.sealwatch.event.Suspect;
import io.sealwatch.event.Suspect.Role;
import java.util.List;

/** Verdicts, settings and events as the responder gets them. */
final class Verdicts {
    private Verdicts() {}

    static ResponseSettings stop() {
        return settings(ResponseSettings.Mode.STOP, false, List.of(), List.of());
    }

    static ResponseSettings settings(
            ResponseSettings.Mode mode, boolean dry, List<String> protect, List<String> within) {
        return new ResponseSettings(mode, dry, true, protect, within);
    }

    static Detection verdict(Suspect... suspects) {
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

    static Suspect worker(int pid) {
        return new Suspect(FakeHost.key(pid), Role.WORKER, 0);
    }

    static Suspect driver(int pid) {
        return new Suspect(FakeHost.key(pid), Role.DRIVER, 0);
    }

    static Suspect child(int pid) {
        return new Suspect(FakeHost.key(pid), Role.CHILD, 0);
    }

    static Suspect kin(int pid) {
        return new Suspect(FakeHost.key(pid), Role.KIN, 0);
    }

    static Header header(int pid, long nanos) {
        return header(pid, 1, nanos);
    }

    static Header header(int pid, int parent, long nanos) {
        return new Header(nanos, FakeHost.key(pid), pid, parent, 0, 0, "p", false);
    }

    static FileDeleted deleted(int pid, long nanos) {
        return new FileDeleted(header(pid, nanos), 0, FileIdentity.UNKNOWN, FilePath.of("/a"), false, Origin.SYSCALL);
    }

    static ProcessExecuted executed(int pid, int parent, long nanos, FilePath program) {
        return new ProcessExecuted(
                header(pid, parent, nanos), program, program, FilePath.of("/"), List.of(), FileIdentity.UNKNOWN);
    }
}
