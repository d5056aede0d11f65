// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.respond;

import io.sealwatch.event.ProcessKey;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Who is never touched, whatever the verdict: the first process, the kernel's, the sensor, its ancestors, and a list. */
final class Protection {
    private static final int INIT = 1;
    private static final int MOST_ANCESTORS = 64;

    private final LivingProcesses living;
    private final ResponseSettings settings;
    private final int self;
    private final Set<ProcessKey> ancestors = new HashSet<>();

    /**
     * @param self pid of the sensor
     */
    Protection(LivingProcesses living, int self, ResponseSettings settings) {
        this.living = living;
        this.self = self;
        this.settings = settings;
        learnAncestors();
    }

    /** As they are now: a parent that ends gives its children to another, who then protects nobody by us. */
    private void learnAncestors() {
        int pid = self;
        for (int depth = 0; depth < MOST_ANCESTORS && pid > INIT; depth++) {
            Optional<Facts> facts = living.look(pid);
            facts.ifPresent(found -> ancestors.add(found.key()));
            pid = facts.map(Facts::parentPid).orElse(0);
        }
    }

    /** A child can be protected where its parent is not, in the same control group. */
    boolean goesByProgram() {
        return settings.protect().stream().anyMatch(entry -> entry.startsWith("/"));
    }

    /** Why the process must be left alone; empty when it need not. */
    Optional<String> reason(Facts process) {
        int pid = process.key().pid();
        if (pid <= INIT) {
            return Optional.of("the first process");
        }
        if (pid == self) {
            return Optional.of("the sensor itself");
        }
        if (process.kernelThread()) {
            return Optional.of("a thread of the kernel");
        }
        if (ancestors.contains(process.key())) {
            return Optional.of("an ancestor of the sensor");
        }
        if (!settings.within().isEmpty()
                && settings.within().stream().noneMatch(group -> living.isWithin(pid, group))) {
            return Optional.of("outside of respond.within");
        }
        return settings.protect().stream()
                .filter(entry -> entry.startsWith("/") ? living.runs(pid, entry) : living.belongsTo(pid, entry))
                .findFirst()
                .map(entry -> "protected by configuration: " + entry);
    }
}
