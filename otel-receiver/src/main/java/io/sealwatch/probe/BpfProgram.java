// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.Pointer;

/**
 * A program of an opened object.
 *
 * @param pointer valid as long as the object is open
 */
record BpfProgram(Pointer pointer) {
    private static final String UPROBE = "uprobe";

    String name() {
        return LibBpf.bpf_program__name(pointer);
    }

    /** Where it says it belongs, such as {@code tp/syscalls/sys_exit_openat}. */
    String hook() {
        return LibBpf.bpf_program__section_name(pointer);
    }

    boolean isOfLibraries() {
        return hook().startsWith(UPROBE);
    }

    /** Its size before it is loaded, without the functions it calls. */
    long instructions() {
        return LibBpf.bpf_program__insn_cnt(pointer);
    }

    /** Says before the load whether it is loaded. */
    void setWanted(boolean wanted) {
        LibBpf.bpf_program__set_autoload(pointer, wanted);
    }

    /** Of the loaded program, owned by the object. */
    int fd() {
        return LibBpf.bpf_program__fd(pointer);
    }
}
