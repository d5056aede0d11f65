// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What this kernel and these privileges offer. A value: {@code check} prints it, {@code run} refuses with
 * {@link #obstacles()}.
 *
 * @param release as {@code uname -r}
 * @param architecture as {@code uname -m}
 * @param btf the kernel describes its own types, which CO-RE needs
 * @param tracefs syscall tracepoints can be found
 * @param capabilities the effective set
 * @param lockdown the kernel's lockdown mode, empty when unknown
 * @param libbpf version, empty when it could not be loaded
 */
public record KernelFeatures(
        String release,
        String architecture,
        boolean btf,
        boolean tracefs,
        Capabilities capabilities,
        String lockdown,
        String libbpf) {
    static final Path BTF = Path.of("/sys/kernel/btf/vmlinux");
    static final Path TRACEFS = Path.of("/sys/kernel/tracing");
    private static final Path LOCKDOWN = Path.of("/sys/kernel/security/lockdown");
    private static final Path STATUS = Path.of("/proc/self/status");

    /** Looks; mounts tracefs when it is missing and may be mounted. */
    public static KernelFeatures detect() {
        boolean tracefs = Tracefs.ensureMounted();
        return new KernelFeatures(
                System.getProperty("os.version", "unknown"),
                architectureName(),
                Files.isReadable(BTF),
                tracefs,
                Capabilities.parse(read(STATUS)),
                lockdownMode(read(LOCKDOWN)),
                libbpfVersion());
    }

    /** Why the sensor cannot work here; empty when it can. Each says what to do. */
    public List<String> obstacles() {
        List<String> obstacles = new ArrayList<>();
        if (libbpf.isEmpty()) {
            obstacles.add("libbpf.so.1 was not found. Install it: apt-get install libbpf1 (Debian, Ubuntu),"
                    + " dnf install libbpf (Fedora, RHEL).");
        } else if (libbpf.startsWith("v0.")) {
            obstacles.add("libbpf " + libbpf + " is too old; version 1.0 or later is needed.");
        }
        if (!capabilities.canLoadPrograms()) {
            obstacles.add("not enough privileges to load eBPF programs. Run as root, or grant CAP_BPF, CAP_PERFMON,"
                    + " CAP_DAC_READ_SEARCH and CAP_SYS_PTRACE.");
        }
        if (!btf) {
            obstacles.add("the kernel has no BTF (" + BTF + "). Use a kernel built with CONFIG_DEBUG_INFO_BTF=y;"
                    + " the kernels of Debian 12, Ubuntu 24.04, RHEL 10 and later are.");
        }
        if (!tracefs && capabilities.canLoadPrograms()) {
            obstacles.add("tracefs is not mounted and could not be mounted. As root: mount -t tracefs none " + TRACEFS);
        }
        if (isOlderThan(release, 6, 1)) {
            obstacles.add(
                    "kernel " + release + " is too old; 6.1 or later is needed (Debian 12, RHEL 10, Ubuntu 24.04).");
        }
        return List.copyOf(obstacles);
    }

    private static boolean isOlderThan(String release, int major, int minor) {
        String[] parts = release.split("[^0-9]+", 3);
        try {
            int haveMajor = Integer.parseInt(parts[0]);
            int haveMinor = parts.length > 1 && !parts[1].isEmpty() ? Integer.parseInt(parts[1]) : 0;
            return haveMajor < major || (haveMajor == major && haveMinor < minor);
        } catch (NumberFormatException unusual) {
            // An unusual name proves nothing; the load will tell.
            return false;
        }
    }

    static String architectureName() {
        String name = System.getProperty("os.arch", "unknown");
        return name.equals("amd64") ? "x86_64" : name;
    }

    private static String libbpfVersion() {
        try {
            return LibBpf.libbpf_version_string();
        } catch (LinkageError missing) {
            return "";
        }
    }

    private static String lockdownMode(String text) {
        int open = text.indexOf('[');
        int close = text.indexOf(']');
        return open >= 0 && close > open ? text.substring(open + 1, close) : "";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
