// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The compiled probes as libbpf has opened them: programs, maps and variables. */
final class OpenedObject implements AutoCloseable {
    private static final int BTF_KIND_DATASEC = 15;
    private static final int DATASEC_HEADER = 12;
    private static final int SECINFO = 12;

    private final Pointer object;

    private OpenedObject(Pointer object) {
        this.object = object;
    }

    static OpenedObject open(byte[] elf, OpenOptions.Types types, LibBpfLog log) {
        try (OpenOptions options = new OpenOptions(types)) {
            Pointer opened = LibBpf.bpf_object__open_mem(elf, elf.length, options.pointer());
            if (opened == null) {
                throw new ProbeException("libbpf cannot open the probe object (errno " + Native.getLastError() + "): "
                        + log.cause() + ". The jar is damaged or libbpf is too old; reinstall Sealwatch.");
            }
            return new OpenedObject(opened);
        }
    }

    List<BpfProgram> programs() {
        List<BpfProgram> programs = new ArrayList<>();
        Pointer program = LibBpf.bpf_object__next_program(object, null);
        while (program != null) {
            programs.add(new BpfProgram(program));
            program = LibBpf.bpf_object__next_program(object, program);
        }
        return programs;
    }

    /** Puts the wanted programs into the kernel, and the maps that are not shared; empty when it took them. */
    Optional<Refusal> load(LibBpfLog log) {
        log.clear();
        int result = LibBpf.bpf_object__load(object);
        return result == 0
                ? Optional.empty()
                : Optional.of(new Refusal(log.failedProgram().orElse(""), -result, log.cause()));
    }

    /** The maps and variables of another one, which is loaded, instead of its own. */
    void share(OpenedObject owner) {
        for (Pointer map = nextMap(null); map != null; map = nextMap(map)) {
            String name = LibBpf.bpf_map__name(map);
            int result = LibBpf.bpf_map__reuse_fd(map, owner.mapFd(name));
            if (result != 0) {
                throw new ProbeException("libbpf cannot share the map " + name + " (errno " + -result + ").");
            }
        }
    }

    private @Nullable Pointer nextMap(@Nullable Pointer previous) {
        return LibBpf.bpf_object__next_map(object, previous);
    }

    Pointer map(String name) {
        Pointer map = LibBpf.bpf_object__find_map_by_name(object, name);
        if (map == null) {
            throw new ProbeException("the probe object has no map " + name + ": the jar and its probes do not match.");
        }
        return map;
    }

    int mapFd(String name) {
        return LibBpf.bpf_map__fd(map(name));
    }

    /** What the programs see, when it is set before the load. */
    void setConstant(String variable, int value) {
        LibBpf.bpf_map__initial_value(map(".rodata"), new LongByReference())
                .setInt(globalOffset(".rodata", variable), value);
    }

    /** Where a global variable lies in its section, from the object's BTF. */
    int globalOffset(String section, String variable) {
        Pointer btf = LibBpf.bpf_object__btf(object);
        Pointer type = LibBpf.btf__type_by_id(btf, LibBpf.btf__find_by_name_kind(btf, section, BTF_KIND_DATASEC));
        int count = type.getInt(4) & 0xFFFF;
        for (int i = 0; i < count; i++) {
            Pointer info = type.share(DATASEC_HEADER + (long) SECINFO * i);
            Pointer named = LibBpf.btf__type_by_id(btf, info.getInt(0));
            if (LibBpf.btf__name_by_offset(btf, named.getInt(0)).equals(variable)) {
                return info.getInt(4);
            }
        }
        throw new ProbeException(
                "the probe object has no variable " + variable + ": the jar and its probes do not match.");
    }

    @Override
    public void close() {
        LibBpf.bpf_object__close(object);
    }
}
