// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.FileTransferred;
import io.sealwatch.probe.ProbeSettings;
import io.sealwatch.probe.Strategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every call on files is seen once, with the absolute name that the process meant and the result that it got. */
@KernelTest
final class FilesKernelTest {
    @TempDir
    private Path place;

    private Path directory = Path.of("");

    @BeforeEach
    void makeADirectoryForTheWorkload() throws IOException {
        directory = Files.createDirectory(place.toRealPath().resolve("work"));
    }

    @Test
    void everyWayToOpenIsSeenWithItsAbsoluteNameAndResult() {
        LiveRun run = run("opens");

        assertThat(Deed.seen(run, EnumSet.of(EventKind.FILE_OPEN, EventKind.FILE_CREATE), directory.toString()))
                .isEqualTo(Deed.said(run));
    }

    /** Whichever way the kernel side reads it: with loads of a type (Linux 6.2), or with a call for each field. */
    @Test
    void whatIsSaidOfAnOpenedFileIsWhatStatSays() throws IOException {
        Path old = Files.writeString(directory.resolve("old"), "twelve bytes");
        Path made = directory.resolve("made");
        String[] shell = {"sh", "-c", "exec 3< old; exec 4> made; echo '{\"pid\":'$$'}'"};
        LiveRun run = LiveRun.of(ProbeSettings.defaults().with(Strategy.TRACEPOINT), () -> start(shell));

        Map<FilePath, FileOpened> opened = run.eventsOf(Set.of(run.pid())).stream()
                .filter(FileOpened.class::isInstance)
                .map(FileOpened.class::cast)
                .filter(FileOpened::succeeded)
                .collect(Collectors.toMap(FileOpened::path, open -> open, (first, again) -> again));
        for (Path path : List.of(old, made)) {
            FileOpened open = Objects.requireNonNull(opened.get(FilePath.of(path.toString())), path.toString());
            assertThat(open.file())
                    .isEqualTo(new FileIdentity(
                            stat(path, "ino"), stat(path, "size"), FileIdentity.kernelDevice(stat(path, "dev")), (int)
                                    stat(path, "mode")));
            assertThat(open.created()).isEqualTo(path.equals(made));
        }
    }

    private static long stat(Path path, String name) throws IOException {
        return ((Number) Files.getAttribute(path, "unix:" + name)).longValue();
    }

    private Process start(String... command) {
        try {
            return new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void everyChangeOfANameIsSeenWithBothNamesAndItsResult() {
        LiveRun run = run("names");

        Set<EventKind> kinds = EnumSet.of(
                EventKind.FILE_RENAME,
                EventKind.FILE_DELETE,
                EventKind.DIRECTORY_DELETE,
                EventKind.FILE_LINK,
                EventKind.FILE_SYMLINK,
                EventKind.FILE_TRUNCATE,
                EventKind.FILE_MMAP);
        assertThat(Deed.seen(run, kinds, directory.toString())).isEqualTo(Deed.said(run));
    }

    @Test
    void hostileNamesArriveByteForByte() {
        LiveRun run = run("hostile");

        List<Deed> said = Deed.said(run);
        assertThat(Deed.seen(run, EnumSet.of(EventKind.FILE_CREATE, EventKind.FILE_DELETE), directory.toString()))
                .isEqualTo(said);
        assertThat(said).anySatisfy(deed -> assertThat(deed.path().bytes()).hasSize(4095));
        assertThat(said).noneSatisfy(deed -> assertThat(deed.path().isEmpty()).isTrue());
    }

    @Test
    void theFirstWriteOfEachOpenFileIsSeenWithSizeOffsetAndSample() {
        LiveRun run = run("writes");

        List<FileTransferred> seen = run.eventsOf(Set.of(run.pid())).stream()
                .filter(FileTransferred.class::isInstance)
                .map(FileTransferred.class::cast)
                .toList();
        assertThat(seen).hasSameSizeAs(run.said());
        for (int i = 0; i < seen.size(); i++) {
            JsonNode said = run.said().get(i);
            FileTransferred write = seen.get(i);
            assertThat(write.path())
                    .isEqualTo(
                            FilePath.of(HexFormat.of().parseHex(said.get("path").asText())));
            assertThat(write.errno()).isZero();
            assertThat(write.length()).isEqualTo(said.get("length").asLong());
            assertThat(write.offset())
                    .as("offset of %s", said.get("call"))
                    .isEqualTo(said.get("offset").asLong());
            assertThat(write.calls()).isEqualTo(1);
            assertThat(write.sample().head())
                    .hasSize((int) Math.min(256, said.get("length").asLong()));
        }
    }

    private LiveRun run(String name) {
        Workload workload = Workload.compile(name, place);
        LiveRun run = LiveRun.of(ProbeSettings.defaults().with(Strategy.TRACEPOINT), () -> workload.start(directory));
        assertThat(run.source().totalLost()).isZero();
        return run;
    }
}
