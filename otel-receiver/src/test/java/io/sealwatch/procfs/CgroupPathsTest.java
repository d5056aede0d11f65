// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupPathsTest {
    @TempDir
    private Path place;

    private Path proc = Path.of("/");
    private Path mount = Path.of("/");

    @BeforeEach
    void folders() throws IOException {
        proc = place.resolve("proc");
        Files.createDirectories(proc.resolve("7"));
        mount = Files.createDirectories(place.resolve("cgroup"));
    }

    @Test
    void aCgroupIsFoundByItsNumberThoughItsProcessIsOver() throws IOException {
        Files.createFile(mount.resolve("cgroup.controllers"));
        Path service = Files.createDirectories(mount.resolve("system.slice/restic.service"));
        long inode = ((Number) Files.getAttribute(service, "unix:ino")).longValue();
        CgroupPaths paths = new CgroupPaths(proc, mount);
        assertThat(paths.path(inode, 999)).isEqualTo("/system.slice/restic.service");
        Files.delete(service);
        assertThat(paths.path(inode, 999)).as("remembered").isEqualTo("/system.slice/restic.service");
    }

    @Test
    void whereOnlyTheOldHierarchiesAreTheProcessSaysIt() throws IOException {
        Files.writeString(proc.resolve("7/cgroup"), "9:name=systemd:/system.slice/a.service\n8:pids:/x\n0::/\n");
        assertThat(new CgroupPaths(proc, mount).path(1, 7)).isEqualTo("/system.slice/a.service");
    }

    @Test
    void whatCannotBeToldIsEmpty() {
        assertThat(new CgroupPaths(proc, mount).path(1, 7)).isEmpty();
        assertThat(new CgroupPaths(proc, mount).path(4711, 8)).isEmpty();
    }
}
