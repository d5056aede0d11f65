// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.procfs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Paths of cgroups by number: from a process that is in one, or, when that is over, from the directory of this inode. Looked up once
 * for each cgroup and remembered, bounded.
 */
public final class CgroupPaths {
    private static final int KEPT = 4096;
    private static final int DEEPEST = 12;
    /** Where only the old hierarchies are in use, every process has this number. */
    private static final long ROOT = 1;

    private static final Path MOUNT = Path.of("/sys/fs/cgroup");

    private final Path proc;
    private final Path mount;
    private final Map<Long, String> known = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > KEPT;
        }
    };

    public CgroupPaths() {
        this(Path.of("/proc"), MOUNT);
    }

    CgroupPaths(Path proc, Path mount) {
        this.proc = proc;
        this.mount = mount;
    }

    /** Empty when it cannot be told. */
    public String path(long cgroupId, int pid) {
        if (cgroupId <= ROOT) {
            return ofProcess(pid).orElse("");
        }
        String found = known.get(cgroupId);
        if (found == null) {
            found = directory(cgroupId).or(() -> ofProcess(pid)).orElse("");
            known.put(cgroupId, found);
        }
        return found;
    }

    /** The line of the unified hierarchy, or of systemd's own where there is none. */
    private Optional<String> ofProcess(int pid) {
        try {
            String text =
                    Files.readString(proc.resolve(Integer.toString(pid)).resolve("cgroup"), StandardCharsets.UTF_8);
            return line(text, "0::").or(() -> line(text, "name=systemd:"));
        } catch (IOException over) {
            return Optional.empty();
        }
    }

    private static Optional<String> line(String text, String mark) {
        return text.lines()
                .filter(line -> line.contains(mark))
                .map(line -> line.substring(line.indexOf(mark) + mark.length()))
                .filter(path -> path.length() > 1)
                .findFirst();
    }

    private Optional<String> directory(long inode) {
        if (!Files.isRegularFile(mount.resolve("cgroup.controllers"))) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.find(mount, DEEPEST, (path, attributes) -> attributes.isDirectory())) {
            return folders.filter(folder -> inode(folder) == inode)
                    .findFirst()
                    .map(folder -> "/" + mount.relativize(folder));
        } catch (IOException | UncheckedIOException changing) {
            // A cgroup that went away while it was looked at.
            return Optional.empty();
        }
    }

    private static long inode(Path folder) {
        try {
            return ((Number) Files.getAttribute(folder, "unix:ino")).longValue();
        } catch (IOException gone) {
            return 0;
        }
    }
}
