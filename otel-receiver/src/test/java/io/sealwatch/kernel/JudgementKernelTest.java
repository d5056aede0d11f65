// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.decoy.DecoySettings;
import io.sealwatch.decoy.PlantedDecoys;
import io.sealwatch.event.Detection;
import io.sealwatch.event.EventKind;
import io.sealwatch.exception.ExceptionRules;
import io.sealwatch.exception.Exceptions;
import io.sealwatch.pipeline.ActivityDetection;
import io.sealwatch.pipeline.Detector;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.probe.ProbeSettings;
import io.sealwatch.probe.Strategy;
import io.sealwatch.score.ActivityDetector;
import io.sealwatch.score.Decoys;
import io.sealwatch.score.DetectorSettings;
import io.sealwatch.score.ExceptionPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decoys and exceptions on the live kernel. */
@KernelTest
final class JudgementKernelTest {
    private static final ProbeSettings PROBES = ProbeSettings.defaults().with(Strategy.TRACEPOINT);
    /** Encrypts ten documents of its own folder as a locker does. */
    private static final String LOCKER = """
            import os, sys
            root = sys.argv[1]
            for i in range(10):
                path = f"{root}/letter{i}.txt"
                text = open(path, "rb").read()
                open(path + ".locked", "wb").write(os.urandom(len(text)))
                os.remove(path)
            """;

    @TempDir
    private Path place;

    private static Process start(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Detector> detector(Decoys decoys, ExceptionPolicy exceptions) {
        return List.of(new ActivityDetection(new ActivityDetector(DetectorSettings.DEFAULT, decoys, exceptions)));
    }

    private static List<Detection> detections(LiveRun run, Path below) {
        return run.seen().stream()
                .map(Observation::event)
                .filter(Detection.class::isInstance)
                .map(Detection.class::cast)
                .filter(detection -> String.join(" ", detection.reasons()).contains(below.toString())
                        || detection.filesAffected() > 0)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FILE_WRITE    | import sys; open(sys.argv[1], 'r+b').write(b'x')",
                "FILE_RENAME   | import os, sys; os.rename(sys.argv[1], sys.argv[1] + '.locked')",
                "FILE_DELETE   | import os, sys; os.remove(sys.argv[1])",
                "FILE_TRUNCATE | import os, sys; os.truncate(sys.argv[1], 10)",
                "FILE_OPEN     | import os, sys; os.open(sys.argv[1], os.O_WRONLY + os.O_TRUNC)",
                "FILE_MMAP     | import mmap, sys; f = open(sys.argv[1], 'r+b'); mmap.mmap(f.fileno(), 0)",
            })
    void aDecoyThatIsChangedIsReportedAtOnceAndItsEventIsMarked(EventKind kind, String deed) throws IOException {
        Path documents = Files.createDirectory(place.resolve("docs"));
        try (PlantedDecoys planted = PlantedDecoys.plant(
                new DecoySettings(true, List.of(documents), place.resolve("state")), notice -> {})) {
            Path decoy = planted.paths().get(0);

            LiveRun run = LiveRun.judged(
                    PROBES,
                    detector(planted.decoys(), ExceptionPolicy.NONE),
                    () -> start("python3", "-c", deed, decoy.toString()));

            assertThat(run.seen())
                    .filteredOn(Observation::decoy)
                    .extracting(observation -> observation.event().kind())
                    .contains(kind);
            assertThat(detections(run, decoy)).singleElement().satisfies(detection -> {
                assertThat(detection.reasons()).anyMatch(reason -> reason.contains(decoy.toString()));
                assertThat(detection.isAlarm()).isTrue();
            });
        }
    }

    @Test
    void readingADecoyIsQuiet() throws IOException {
        Path documents = Files.createDirectory(place.resolve("docs"));
        try (PlantedDecoys planted = PlantedDecoys.plant(
                new DecoySettings(true, List.of(documents), place.resolve("state")), notice -> {})) {
            LiveRun run = LiveRun.judged(
                    PROBES,
                    detector(planted.decoys(), ExceptionPolicy.NONE),
                    () -> start("tar", "-cf", place.resolve("all.tar").toString(), documents.toString()));
            assertThat(run.seen()).noneMatch(Observation::decoy);
            assertThat(detections(run, documents)).isEmpty();
        }
    }

    @Test
    void anExceptedProgramRaisesNoAlarmAndOneThatTakesItsPlaceDoes() throws IOException {
        Path program = place.resolve("encryptor");
        Path python = Path.of("/usr/bin/python3").toRealPath();
        Files.copy(python, program, StandardCopyOption.COPY_ATTRIBUTES);
        ExceptionPolicy exceptions = Exceptions.live(
                ExceptionRules.read(
                        List.of(Map.of("executable", program.toString(), "reason", "archive job")), mistake -> {
                            throw new AssertionError(mistake);
                        }),
                (cgroup, pid) -> "",
                0,
                notice -> {
                    throw new AssertionError(notice);
                });

        assertThat(lock(program, "first", exceptions))
                .isNotEmpty()
                .allSatisfy(detection -> assertThat(detection.exception()).isEqualTo("archive job"));

        Files.move(program, place.resolve("old"));
        Files.copy(python, program, StandardCopyOption.COPY_ATTRIBUTES);
        assertThat(lock(program, "second", exceptions)).isNotEmpty().allMatch(Detection::isAlarm);
    }

    private List<Detection> lock(Path program, String folder, ExceptionPolicy exceptions) throws IOException {
        Path documents = Files.createDirectory(place.resolve(folder));
        for (int i = 0; i < 10; i++) {
            Files.writeString(documents.resolve("letter" + i + ".txt"), "dear customer, ".repeat(400));
        }
        LiveRun run = LiveRun.judged(
                PROBES,
                detector(Decoys.NONE, exceptions),
                () -> start(program.toString(), "-c", LOCKER, documents.toString()));
        return detections(run, documents);
    }
}
