// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.respond;

import java.util.List;
import java.util.Optional;

/** Looks at processes as they are now. */
public interface LivingProcesses {
    /** Empty when nobody has this pid. */
    Optional<Facts> look(int pid);

    /** Pids of the children of all its threads. */
    List<Integer> children(int pid);

    /** The command line, the program's name first; empty when there is none. */
    List<String> arguments(int pid);

    /** Whether its program is the file at this path of the host, by path and identity: a name alone can be forged. */
    boolean runs(int pid, String executable);

    /** Whether it belongs to this unit of the service manager. */
    boolean belongsTo(int pid, String unit);

    /** Whether it is in this control group of the unified hierarchy, or in one below it. */
    boolean isWithin(int pid, String controlGroup);
}
