// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guest;

import io.sealwatch.probe.KernelFeatures;
import io.sealwatch.probe.ProbeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs in the virtual machines of {@code build/kernels}: the steps that it is asked for, one after the other. Each prints
 * lines of JSON, of which {@code build/kernels/report} makes tables and a verdict.
 *
 * <p>Arguments: the directory of the programs, a directory to work in, and the steps, each {@code NAME} or
 * {@code NAME:ARGUMENT}.
 */
final class GuestCheck {
    /** A new step is a class and a line here. */
    private static final Map<String, Function<String, GuestStep>> STEPS = Map.of(
            "operations",
            OperationsStep::under,
            "privileges",
            PrivilegesStep::new,
            "lockers",
            LockersStep::new,
            "refusal",
            unused -> new RefusalStep(),
            "containers",
            ContainersStep::new,
            "cost",
            unused -> new CostStep());

    private GuestCheck() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<String> obstacles = KernelFeatures.detect().obstacles();
        for (int i = 2; i < arguments.length; i++) {
            Guest guest = new Guest(Path.of(arguments[0]), Path.of(arguments[1]), arguments[i]);
            if (obstacles.isEmpty()) {
                run(guest);
            } else if (i == 2) {
                obstacles.forEach(obstacle -> guest.print(guest.fact("refused").put("message", obstacle)));
            }
        }
    }

    private static void run(Guest guest) throws InterruptedException {
        String[] parts = guest.step().split(":", 2);
        Function<String, GuestStep> step = STEPS.get(parts[0]);
        if (step == null) {
            guest.print(guest.fact("failed").put("message", "there is no step " + parts[0]));
            return;
        }
        try {
            step.apply(parts.length > 1 ? parts[1] : "").run(guest);
        } catch (ProbeException refused) {
            guest.print(guest.fact("refused").put("message", refused.getMessage()));
        } catch (IOException | RuntimeException failure) {
            // One step that breaks does not keep the others from being tried.
            guest.print(guest.fact("failed").put("message", failure.toString()));
        }
    }
}
