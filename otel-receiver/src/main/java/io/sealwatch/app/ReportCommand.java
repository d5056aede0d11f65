// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sealwatch.console.NdjsonSink;
import io.sealwatch.report.Report;
import io.sealwatch.report.ReportException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes one HTML page of a recording or of NDJSON. Needs no root and no network. */
@Command(
        name = "report",
        description = "Makes one HTML page, to be opened in any browser, of a recording or of NDJSON; needs no root.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = "What 'sealwatch record' made, or what 'sealwatch run --output ndjson' printed.")
    private @Nullable Path file;

    @Option(
            names = {"-w", "--write"},
            paramLabel = "HTML",
            description = "The page to write (default: the name of FILE, ending in .html, in this folder).")
    private @Nullable Path page;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        Path source = Objects.requireNonNull(file);
        String name = String.valueOf(source.getFileName());
        Path target = page == null ? Path.of(name.replaceFirst("\\.[^/]*$", "") + ".html") : page;
        if (!Files.isReadable(source) || Files.isDirectory(source)) {
            throw new UserException(
                    ExitCode.USAGE, source + " is not a file that can be read: give a recording or NDJSON");
        }
        if (Files.exists(target) && Files.isSameFile(source, target)) {
            throw new UserException(ExitCode.USAGE, target + " is the file to read: name another page with --write");
        }
        int result = ExitCode.OK;
        Report report;
        if (isNdjson(source)) {
            report = of(source);
        } else {
            Path lines = Files.createTempFile("sealwatch-report-", ".ndjson");
            try {
                result = replayed(source, lines);
                report = of(lines);
            } finally {
                Files.delete(lines);
            }
        }
        Files.writeString(target, report.html(name), UTF_8);
        System.err.printf(
                "sealwatch: %s: %d records, %d detected%n",
                target.toAbsolutePath(), report.records(), report.detections());
        return result;
    }

    private static Report of(Path lines) {
        try {
            return Report.ofNdjson(lines);
        } catch (ReportException nothing) {
            throw new UserException(ExitCode.USAGE, String.valueOf(nothing.getMessage()), nothing);
        }
    }

    private int replayed(Path recording, Path lines) throws IOException {
        AgentSettings settings = AgentSettings.from(options.settings());
        try (var out = Files.newOutputStream(lines)) {
            return Replayer.run(
                    recording, settings, host -> new Delivery(List.of(new NdjsonSink(out, host)), () -> 0, Map::of));
        }
    }

    /** A recording begins with a magic of its own, or is compressed. */
    private static boolean isNdjson(Path source) throws IOException {
        try (InputStream in = Files.newInputStream(source)) {
            int first = in.read();
            while (first == '\n' || first == '\r' || first == ' ') {
                first = in.read();
            }
            return first == '{';
        }
    }
}
