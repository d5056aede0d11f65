// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@link Layout} under the names that {@code bpf/include/abi.h} gives. */
final class AbiStructs {
    static final Map<String, Btf.Struct> EXPECTED = new LinkedHashMap<>();

    static {
        struct("sw_header", Layout.HEADER)
                .at("kind", Layout.KIND)
                .at("flags", Layout.FLAGS)
                .at("size", Layout.SIZE)
                .at("time_ns", Layout.TIME)
                .at("start_ns", Layout.START)
                .at("cgroup_id", Layout.CGROUP)
                .at("pid", Layout.PID)
                .at("tid", Layout.TID)
                .at("ppid", Layout.PPID)
                .at("uid", Layout.UID)
                .at("comm", Layout.COMM);
        struct("sw_slice", Layout.SLICE).at("offset", 0).at("length", 2);
        struct("sw_path", Layout.PATH).at("name", 0).at("base", Layout.SLICE);
        struct("sw_file", Layout.FILE)
                .at("inode", Layout.FILE_INODE)
                .at("size", Layout.FILE_SIZE)
                .at("device", Layout.FILE_DEVICE)
                .at("mode", Layout.FILE_MODE);
        record("sw_open", Layout.Open.FIXED)
                .at("result", Layout.Open.RESULT)
                .at("open_flags", Layout.Open.OPEN_FLAGS)
                .at("file", Layout.Open.FILE)
                .at("path", Layout.Open.PATH)
                .at("origin", Layout.Open.ORIGIN);
        record("sw_opens", Layout.Opens.FIXED)
                .at("count", Layout.Opens.COUNT)
                .at("failed", Layout.Opens.FAILED)
                .at("first_ns", Layout.Opens.FIRST);
        record("sw_transfer", Layout.Transfer.FIXED)
                .at("result", Layout.Transfer.RESULT)
                .at("origin", Layout.Transfer.ORIGIN)
                .at("file", Layout.Transfer.FILE)
                .at("offset", Layout.Transfer.OFFSET)
                .at("length", Layout.Transfer.LENGTH)
                .at("calls", Layout.Transfer.CALLS)
                .at("total", Layout.Transfer.TOTAL)
                .at("head", Layout.Transfer.HEAD)
                .at("middle", Layout.Transfer.MIDDLE)
                .at("tail", Layout.Transfer.TAIL)
                .at("path", Layout.Transfer.PATH);
        record("sw_truncate", Layout.Truncate.FIXED)
                .at("result", Layout.Truncate.RESULT)
                .at("origin", Layout.Truncate.ORIGIN)
                .at("file", Layout.Truncate.FILE)
                .at("length", Layout.Truncate.LENGTH)
                .at("path", Layout.Truncate.PATH);
        record("sw_two_paths", Layout.TwoPaths.FIXED)
                .at("result", Layout.TwoPaths.RESULT)
                .at("call_flags", Layout.TwoPaths.CALL_FLAGS)
                .at("file", Layout.TwoPaths.FILE)
                .at("from", Layout.TwoPaths.FROM)
                .at("to", Layout.TwoPaths.TO)
                .at("origin", Layout.TwoPaths.ORIGIN);
        record("sw_delete", Layout.Delete.FIXED)
                .at("result", Layout.Delete.RESULT)
                .at("origin", Layout.Delete.ORIGIN)
                .at("file", Layout.Delete.FILE)
                .at("path", Layout.Delete.PATH);
        record("sw_mmap", Layout.Mmap.FIXED)
                .at("protection", Layout.Mmap.PROTECTION)
                .at("map_flags", Layout.Mmap.MAP_FLAGS)
                .at("file", Layout.Mmap.FILE)
                .at("length", Layout.Mmap.LENGTH)
                .at("path", Layout.Mmap.PATH)
                .at("origin", Layout.Mmap.ORIGIN);
        record("sw_crypto", Layout.Crypto.FIXED).at("function", Layout.Crypto.FUNCTION);
        record("sw_fork", Layout.Fork.FIXED)
                .at("child_start_ns", Layout.Fork.CHILD_START)
                .at("child_pid", Layout.Fork.CHILD_PID);
        record("sw_exec", Layout.Exec.FIXED)
                .at("file_name", Layout.Exec.FILE_NAME)
                .at("arguments", Layout.Exec.ARGUMENTS)
                .at("executable", Layout.Exec.EXECUTABLE)
                .at("directory", Layout.Exec.DIRECTORY)
                .at("file", Layout.Exec.FILE);
        record("sw_exit", Layout.Exit.FIXED).at("code", Layout.Exit.CODE);
        struct("sw_target", Layout.Target.BYTES)
                .at("start_ticks", Layout.Target.START_TICKS)
                .at("pid", Layout.Target.PID);
        struct("sw_target_state", Layout.TargetState.BYTES)
                .at("until_ns", Layout.TargetState.UNTIL)
                .at("signals", Layout.TargetState.SIGNALS)
                .at("with_children", Layout.TargetState.WITH_CHILDREN);
        struct("sw_counters", 2 * Kind.LIMIT * Long.BYTES).at("produced", 0).at("lost", Kind.LIMIT * Long.BYTES);
    }

    private AbiStructs() {}

    private static Members record(String name, int size) {
        return struct(name, size).at("header", 0);
    }

    private static Members struct(String name, int size) {
        Members members = new Members(new LinkedHashMap<>());
        EXPECTED.put(name, new Btf.Struct(size, members.offsets));
        return members;
    }

    private record Members(Map<String, Integer> offsets) {
        Members at(String member, int offset) {
            offsets.put(member, offset);
            return this;
        }
    }
}
