// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.procfs;

import io.sealwatch.event.FilePath;
import io.sealwatch.pipeline.ProcessSource;
import io.sealwatch.process.ProcessSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads running processes from {@code /proc}. A process that ends while it is read is simply not there. */
public final class ProcfsSource implements ProcessSource {
    private static final String DELETED = " (deleted)";

    private final Path root;

    /** The host's own {@code /proc}. */
    public ProcfsSource() {
        this(Path.of("/proc"));
    }

    ProcfsSource(Path root) {
        this.root = root;
    }

    @Override
    public List<ProcessSnapshot> all() {
        List<ProcessSnapshot> all = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, "[0-9]*")) {
            for (Path entry : entries) {
                read(entry).ifPresent(all::add);
            }
        } catch (IOException unreadable) {
            // The table then fills from events alone; `check` says that /proc is missing.
            return all;
        }
        return all;
    }

    @Override
    public Optional<ProcessSnapshot> find(int pid) {
        return read(root.resolve(Integer.toString(pid)));
    }

    private static Optional<ProcessSnapshot> read(Path folder) {
        return StatParser.parse(text(folder.resolve("stat")))
                .map(stat -> new ProcessSnapshot(
                        stat.key(),
                        stat.parentPid(),
                        stat.name(),
                        link(folder.resolve("exe")),
                        arguments(folder.resolve("cmdline")),
                        link(folder.resolve("cwd")),
                        userId(text(folder.resolve("status"))),
                        CgroupParser.containerId(text(folder.resolve("cgroup")))));
    }

    /** Effective user id, -1 when the text does not say. */
    static int userId(String status) {
        return status.lines()
                .filter(line -> line.startsWith("Uid:"))
                .findFirst()
                .map(line -> line.split("\\s+"))
                .filter(fields -> fields.length > 2)
                .map(fields -> Integer.parseUnsignedInt(fields[2]))
                .orElse(-1);
    }

    static List<String> splitArguments(byte[] bytes) {
        List<String> arguments = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                arguments.add(new String(bytes, from, i - from, StandardCharsets.UTF_8));
                from = i + 1;
            }
        }
        if (from < bytes.length) {
            arguments.add(new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8));
        }
        return arguments;
    }

    private static List<String> arguments(Path file) {
        try {
            return splitArguments(Files.readAllBytes(file));
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static FilePath link(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            String path = target.endsWith(DELETED) ? target.substring(0, target.length() - DELETED.length()) : target;
            return FilePath.of(path);
        } catch (IOException gone) {
            return FilePath.EMPTY;
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }
}
