// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.function.Consumer;

/** The records of a file, one after the other. A line that is no record, such as the last of a run that was killed, is counted. */
final class NdjsonLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    NdjsonLines(Path file) {
        this.file = file;
    }

    /** @return how many lines were no record */
    long forEach(Consumer<Line> action) {
        long unreadable = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                if (!text.isBlank() && !accept(text, action)) {
                    unreadable++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return unreadable;
    }

    private static boolean accept(String text, Consumer<Line> action) {
        Line line;
        try {
            JsonNode node = JSON.readTree(text);
            line = Line.of(node);
        } catch (JsonProcessingException | DateTimeException notARecord) {
            return false;
        }
        action.accept(line);
        return true;
    }
}
