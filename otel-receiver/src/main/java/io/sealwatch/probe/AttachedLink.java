// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/**
 * What holds a program at its hook.
 *
 * @param pointer freed with bpf_link__destroy
 * @param hook where, for people
 * @param id the kernel's number of the link, 0 when it does not say
 * @param programId the kernel's number of the program behind it
 */
record AttachedLink(Pointer pointer, String hook, int id, int programId) {
    private static final int INFO = 64;
    private static final int INFO_ID = 4;
    private static final int INFO_PROGRAM = 8;

    static AttachedLink of(Pointer pointer, String hook) {
        try (Memory info = info(pointer)) {
            return new AttachedLink(pointer, hook, info.getInt(INFO_ID), info.getInt(INFO_PROGRAM));
        }
    }

    /** False when the link is gone, or another program hangs on it. */
    boolean isIntact() {
        try (Memory info = info(pointer)) {
            return info.getInt(INFO_ID) == id && info.getInt(INFO_PROGRAM) == programId;
        }
    }

    /** struct bpf_link_info: type, id, prog_id, and what depends on the type; zeros when the kernel knows no such link. */
    private static Memory info(Pointer pointer) {
        Memory info = new Memory(INFO);
        info.clear();
        if (LibBpf.bpf_obj_get_info_by_fd(LibBpf.bpf_link__fd(pointer), info, new IntByReference(INFO)) != 0) {
            info.clear();
        }
        return info;
    }
}
