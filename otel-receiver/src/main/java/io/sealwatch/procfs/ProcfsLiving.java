// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.procfs;

import io.sealwatch.respond.Facts;
import io.sealwatch.respond.LivingProcesses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Living processes as {@code /proc} shows them. One that ends while it is looked at is simply not there. */
public final class ProcfsLiving implements LivingProcesses {
    private static final String DELETED = " (deleted)";
    private static final String SYSTEM_UNITS = "/system.slice/";
    private static final String UNIFIED = "0::";
    private static final long KERNEL_THREAD = 0x00200000;

    private final Path root;

    /** The host's own {@code /proc}. */
    public ProcfsLiving() {
        this(Path.of("/proc"));
    }

    ProcfsLiving(Path root) {
        this.root = root;
    }

    @Override
    public Optional<Facts> look(int pid) {
        Path folder = folder(pid);
        return StatParser.parse(text(folder.resolve("stat")))
                .map(stat -> new Facts(
                        stat.key(),
                        stat.parentPid(),
                        stat.group(),
                        stat.session(),
                        stat.terminal() != 0,
                        (stat.flags() & KERNEL_THREAD) != 0,
                        owner(folder),
                        stat.name()));
    }

    @Override
    public List<Integer> children(int pid) {
        List<Integer> children = new ArrayList<>();
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(folder(pid).resolve("task"))) {
            for (Path thread : threads) {
                for (String child : text(thread.resolve("children")).trim().split(" ")) {
                    if (!child.isEmpty()) {
                        children.add(Integer.parseInt(child));
                    }
                }
            }
        } catch (IOException | NumberFormatException gone) {
            return children;
        }
        return children;
    }

    @Override
    public List<String> arguments(int pid) {
        return ProcfsSource.splitArguments(text(folder(pid).resolve("cmdline")).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * By path as the kernel has it, and either as the very file that is there or, when that was replaced by an upgrade, in our
     * own mount namespace: in another one anybody can put a program at any path.
     */
    @Override
    public boolean runs(int pid, String executable) {
        Path exe = folder(pid).resolve("exe");
        try {
            Path file = Path.of(executable);
            String wanted = Files.exists(file) ? file.toRealPath().toString() : executable;
            String target = Files.readSymbolicLink(exe).toString();
            boolean replaced = target.endsWith(DELETED);
            String path = replaced ? target.substring(0, target.length() - DELETED.length()) : target;
            return path.equals(wanted) && (!replaced && Files.isSameFile(exe, file) || isInOurMounts(folder(pid)));
        } catch (IOException gone) {
            return false;
        }
    }

    private boolean isInOurMounts(Path folder) throws IOException {
        return Files.readSymbolicLink(folder.resolve("ns/mnt"))
                .equals(Files.readSymbolicLink(root.resolve("self/ns/mnt")));
    }

    /** Units of the system only: the tree of a user's own units is the user's to arrange. */
    @Override
    public boolean belongsTo(int pid, String unit) {
        return text(folder(pid).resolve("cgroup"))
                .lines()
                .map(line -> line.substring(line.lastIndexOf(':') + 1) + "/")
                .anyMatch(path -> path.startsWith(SYSTEM_UNITS) && path.contains("/" + unit + "/"));
    }

    @Override
    public boolean isWithin(int pid, String controlGroup) {
        String above = controlGroup.endsWith("/") ? controlGroup : controlGroup + "/";
        return text(folder(pid).resolve("cgroup"))
                .lines()
                .filter(line -> line.startsWith(UNIFIED))
                .anyMatch(line -> (line.substring(UNIFIED.length()) + "/").startsWith(above));
    }

    private Path folder(int pid) {
        return root.resolve(Integer.toString(pid));
    }

    private static int owner(Path folder) {
        try {
            return (Integer) Files.getAttribute(folder, "unix:uid");
        } catch (IOException | RuntimeException unknown) {
            return -1;
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
