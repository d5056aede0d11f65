// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

/**
 * What became of one program.
 *
 * @param name of the function in the object
 * @param hook where it is attached, such as {@code tp/syscalls/sys_exit_openat}
 * @param state attached or why not
 * @param detail one line: where, or the reason
 */
public record ProgramStatus(String name, String hook, State state, String detail) {
    /** Attached, or one of the reasons not to be. */
    public enum State {
        ATTACHED,
        /** This kernel or architecture has no such hook, and needs none. */
        ABSENT,
        /** Switched off by configuration. */
        DISABLED,
        /** The kernel refused it: coverage is degraded. */
        REFUSED
    }

    public boolean isAttached() {
        return state == State.ATTACHED;
    }
}
