// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import org.jspecify.annotations.NullUnmarked;

/**
 * The functions of libbpf (1.0 or later) that are used, under their C names. Functions that return an int return a
 * negative errno on failure; functions that return a pointer return null and set errno. Nullability is the library's to
 * state, not ours.
 */
@NullUnmarked
final class LibBpf {
    /** Level, format and va_list of one message. */
    interface Print extends Callback {
        int invoke(int level, Pointer format, Pointer arguments);
    }

    static {
        Native.register(LibBpf.class, NativeLibrary.getInstance("libbpf.so.1"));
    }

    private LibBpf() {}

    static native String libbpf_version_string();

    static native Pointer libbpf_set_print(Print print);

    static native int libbpf_num_possible_cpus();

    /** The bytes are copied by the library. The object is freed with bpf_object__close. */
    static native Pointer bpf_object__open_mem(byte[] elf, long size, Pointer options);

    static native int bpf_object__load(Pointer object);

    static native void bpf_object__close(Pointer object);

    static native Pointer bpf_object__next_program(Pointer object, Pointer previous);

    static native Pointer bpf_object__next_map(Pointer object, Pointer previous);

    static native Pointer bpf_object__find_map_by_name(Pointer object, String name);

    static native Pointer bpf_object__btf(Pointer object);

    static native int btf__find_by_name_kind(Pointer btf, String name, int kind);

    static native Pointer btf__type_by_id(Pointer btf, int id);

    static native String btf__name_by_offset(Pointer btf, int offset);

    /** The kernel's own types; freed with btf__free. */
    static native Pointer btf__load_vmlinux_btf();

    static native void btf__free(Pointer btf);

    static native int bpf_prog_load(
            int type, String name, String license, Pointer instructions, long count, Pointer options);

    static native int bpf_raw_tracepoint_open(String name, int program);

    static native Pointer bpf_map__initial_value(Pointer map, LongByReference size);

    static native int bpf_map__fd(Pointer map);

    static native String bpf_map__name(Pointer map);

    /** Before the load: the map of that descriptor, which is duplicated, instead of a new one. */
    static native int bpf_map__reuse_fd(Pointer map, int fd);

    static native int bpf_map__max_entries(Pointer map);

    static native int bpf_map__set_max_entries(Pointer map, int entries);

    static native String bpf_program__name(Pointer program);

    static native String bpf_program__section_name(Pointer program);

    static native int bpf_program__fd(Pointer program);

    static native long bpf_program__insn_cnt(Pointer program);

    static native int bpf_program__set_autoload(Pointer program, boolean autoload);

    /** The link is freed with bpf_link__destroy. */
    static native Pointer bpf_program__attach(Pointer program);

    static native Pointer bpf_program__attach_uprobe_opts(
            Pointer program, int pid, String path, long offset, Pointer options);

    static native int bpf_link__destroy(Pointer link);

    static native int bpf_link__fd(Pointer link);

    /** Fills at most the given length; the kernel says how much it filled. */
    static native int bpf_obj_get_info_by_fd(int fd, Pointer info, IntByReference length);

    static native int bpf_map_lookup_elem(int map, Pointer key, Pointer value);

    static native int bpf_map_update_elem(int map, Pointer key, Pointer value, long flags);

    static native int bpf_map_delete_elem(int map, Pointer key);

    /** The first key when the given one is null or not in the map; negative at the end. */
    static native int bpf_map_get_next_key(int map, Pointer key, Pointer next);

    /** 1 when programs of the type may call the helper. */
    static native int libbpf_probe_bpf_helper(int type, int helper, Pointer options);
}
