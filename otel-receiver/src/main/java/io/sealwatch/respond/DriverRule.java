// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.respond;

import java.util.List;
import java.util.Optional;

/**
 * Tells a program that drives workers from one that merely started them. The common parent of workers did nothing to files
 * itself: a script that runs one openssl per file must be stopped, or it starts the next one; the shell that a person types
 * into, a terminal, sshd, cron or a service manager must not.
 *
 * <p>By evidence, not by name. A person's shell leads a session that has a terminal, and gives each command a process group
 * of its own; when no command of it lives any more, it is known by having been given nothing to run. Whoever starts others
 * on their own account leads a session and gives each of them a session of its own.
 */
final class DriverRule {
    private final LivingProcesses living;

    DriverRule(LivingProcesses living) {
        this.living = living;
    }

    /**
     * Why the common parent is spared; empty when it is a driver.
     *
     * @param workers those of its children's line that did something and still live
     */
    Optional<String> spared(Facts parent, List<Facts> workers) {
        if (isCertain(parent)) {
            return Optional.empty();
        }
        if (parent.terminal()) {
            return isShellOfPerson(parent, workers)
                    ? Optional.of("the shell of a terminal, which only started it")
                    : Optional.empty();
        }
        boolean theirOwnSessions =
                !workers.isEmpty() && workers.stream().noneMatch(worker -> worker.session() == parent.session());
        return theirOwnSessions ? Optional.of("it starts others in sessions of their own") : Optional.empty();
    }

    /** It leads no session: neither a person's shell nor one that starts others on their own account. */
    static boolean isCertain(Facts parent) {
        return !parent.leadsSession();
    }

    private boolean isShellOfPerson(Facts parent, List<Facts> workers) {
        return workers.isEmpty()
                ? hasNothingToRun(living.arguments(parent.key().pid()))
                : workers.stream().noneMatch(worker -> worker.group() == parent.group());
    }

    /** No script and no command: a name and options only. A login shell's name begins with a dash. */
    private static boolean hasNothingToRun(List<String> arguments) {
        return arguments.stream().skip(1).allMatch(argument -> argument.startsWith("-") && !isCommandOption(argument));
    }

    private static boolean isCommandOption(String argument) {
        return !argument.startsWith("--") && argument.contains("c");
    }
}
