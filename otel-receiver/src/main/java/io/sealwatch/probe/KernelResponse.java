// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the probes do to processes under a verdict.
 *
 * @param signal the number that is sent at their next event, 0 for none
 * @param refuse their changes to files are refused where the kernel lets programs decide
 */
public record KernelResponse(int signal, boolean refuse) {
    public static final KernelResponse NONE = new KernelResponse(0, false);

    private static final int SEND_SIGNAL = 109;
    private static final int PROG_TYPE_TRACEPOINT = 5;
    private static final Path SECURITY_MODULES = Path.of("/sys/kernel/security/lsm");

    /** Why probes cannot send signals here; empty when they can. The agent then sends them alone. */
    public static Optional<String> signalObstacle() {
        try {
            int answer = LibBpf.libbpf_probe_bpf_helper(PROG_TYPE_TRACEPOINT, SEND_SIGNAL, null);
            return answer == 1
                    ? Optional.empty()
                    : Optional.of("this kernel has no bpf_send_signal for probes (answer " + answer + ")");
        } catch (LinkageError old) {
            return Optional.of("libbpf is too old to tell whether probes may send signals");
        }
    }

    /** Why nothing can be refused here; empty when it can. */
    public static Optional<String> refusalObstacle() {
        return new KernelResponse(0, true).refusalObstacle(FunctionHooks.probe());
    }

    Optional<String> refusalObstacle(FunctionHooks hooks) {
        if (!refuse) {
            return Optional.of("respond.refuse is off");
        }
        if (!hooks.usable()) {
            return Optional.of(hooks.obstacle());
        }
        try {
            String modules = Files.readString(SECURITY_MODULES).strip();
            return Arrays.asList(modules.split(",")).contains("bpf")
                    ? Optional.empty()
                    : Optional.of("the kernel was started without the security module bpf (lsm=" + modules + ")");
        } catch (IOException unknown) {
            // The load will tell.
            return Optional.empty();
        }
    }
}
