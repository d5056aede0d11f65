// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.Memory;
import com.sun.jna.ptr.IntByReference;
import io.sealwatch.event.EventKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs that the kernel left out. A program inside a kernel function can be preempted, and where that happens the kernel does
 * not start it a second time on the same CPU: it counts, and what the program would have reported is not seen. Not every
 * run makes a record, so these are at most as many events.
 *
 * <p>Used by one thread.
 */
final class MissedRuns implements AutoCloseable {
    private static final String ENTRY = "fentry/";
    private static final String EXIT = "fexit/";
    /** struct bpf_prog_info up to recursion_misses and that itself; all pointers in it stay null, so nothing else is copied. */
    private static final int INFO_MISSES = 208;

    private static final int INFO = INFO_MISSES + Long.BYTES;

    private record Counted(int fd, EventKind kind) {}

    private final List<Counted> programs = new ArrayList<>();
    private final Memory info = new Memory(INFO);
    private final IntByReference length = new IntByReference();

    /**
     * Adds a loaded program, when it is one that can be left out and makes records.
     *
     * @param fd of the program, owned by the object
     */
    void add(String program, String hook, int fd) {
        if (hook.startsWith(ENTRY) || hook.startsWith(EXIT)) {
            kindOf(program).ifPresent(kind -> programs.add(new Counted(fd, kind)));
        }
    }

    /** What the program reports; empty for those that only leave notes for another. */
    static Optional<EventKind> kindOf(String program) {
        return switch (program) {
            case "lsm_open" -> Optional.of(EventKind.FILE_OPEN);
            case "lsm_write", "lsm_write_fallocate", "lsm_write_clone", "lsm_write_mapped" ->
                Optional.of(EventKind.FILE_WRITE);
            case "lsm_truncate_path", "lsm_truncate_file" -> Optional.of(EventKind.FILE_TRUNCATE);
            case "lsm_mmap" -> Optional.of(EventKind.FILE_MMAP);
            // Without its first half the second reports nothing.
            case "lsm_names_unlink_begin", "lsm_names_unlink" -> Optional.of(EventKind.FILE_DELETE);
            case "lsm_names_rmdir_begin", "lsm_names_rmdir" -> Optional.of(EventKind.DIRECTORY_DELETE);
            case "lsm_names_rename_begin", "lsm_names_rename" -> Optional.of(EventKind.FILE_RENAME);
            case "lsm_names_link_begin", "lsm_names_link" -> Optional.of(EventKind.FILE_LINK);
            case "lsm_names_symlink_begin", "lsm_names_symlink" -> Optional.of(EventKind.FILE_SYMLINK);
            default -> Optional.empty();
        };
    }

    /** Since the programs were loaded; kinds without any are left out. */
    Map<EventKind, Long> count() {
        Map<EventKind, Long> missed = new EnumMap<>(EventKind.class);
        for (Counted program : programs) {
            info.clear();
            length.setValue(INFO);
            if (LibBpf.bpf_obj_get_info_by_fd(program.fd(), info, length) == 0 && info.getLong(INFO_MISSES) > 0) {
                missed.merge(program.kind(), info.getLong(INFO_MISSES), Long::sum);
            }
        }
        return missed;
    }

    @Override
    public void close() {
        info.close();
    }
}
