// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Pointer;
import io.sealwatch.kernel.KernelTest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What somebody with root's power can do to the probes of a running sensor, and that it is noticed. */
@KernelTest
final class TamperingKernelTest {
    private static final ProbeSettings SETTINGS = ProbeSettings.defaults().with(Strategy.TRACEPOINT);

    @Test
    void aProbeThatIsTakenAwayIsNamed() throws IOException {
        try (ProbeObject object = ProbeObject.load(SETTINGS)) {
            Set<Integer> before = links();
            object.attach(List.of());
            Set<Integer> made = links();
            made.removeAll(before);
            assertThat(made).isNotEmpty();
            assertThat(object.detached()).isEmpty();
            int stolen = made.iterator().next();
            LibC.close(stolen);
            assertThat(object.detached()).hasSize(1);
        }
    }

    @Test
    void aRingThatSomebodyElseReadsIsNoticed() {
        try (ProbeObject object = ProbeObject.load(SETTINGS);
                Ring ring = new Ring(object.mapFd("sw_ring"), SETTINGS.ringBytes())) {
            assertThat(ring.isConsumedByOthers()).isFalse();
            long page = LibC.sysconf(LibC.SC_PAGESIZE);
            Pointer thief = LibC.mmap(
                    null, page, LibC.PROT_READ | LibC.PROT_WRITE, LibC.MAP_SHARED, object.mapFd("sw_ring"), 0);
            thief.setLong(0, thief.getLong(0) + 8);
            assertThat(ring.isConsumedByOthers()).isTrue();
            LibC.munmap(thief, page);
        }
    }

    /** Descriptors of this process that hold a program at its hook. */
    private static Set<Integer> links() throws IOException {
        Set<Integer> links = new TreeSet<>();
        try (DirectoryStream<Path> fds = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path fd : fds) {
                if (Files.isSymbolicLink(fd)
                        && Files.readSymbolicLink(fd).toString().contains("bpf_link")) {
                    links.add(Integer.valueOf(fd.getFileName().toString()));
                }
            }
        }
        return links;
    }
}
