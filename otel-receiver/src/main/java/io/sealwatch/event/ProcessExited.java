// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * The last thread of a process has ended.
 *
 * @param status as wait(2) gives it: signal in the low 7 bits, exit code in bits 8 to 15
 */
public record ProcessExited(Header header, int status) implements ProcessEvent {
    @Override
    public EventKind kind() {
        return EventKind.PROCESS_EXIT;
    }

    /** As a shell shows it: the exit code, or 128 plus the signal. */
    public int exitCode() {
        int signal = status & 0x7F;
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal;
    }
}
