// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of one directory of sources, parsed. */
final class SourceFiles {

    private SourceFiles() {}

    /**
     * Every file with the suffix, by its path without that suffix, in the order of the names.
     *
     * @throws ContentException when one of them is not what the mapper reads
     */
    static SortedMap<String, ObjectNode> read(Path directory, String suffix, ObjectMapper mapper) {
        SortedMap<String, ObjectNode> files = new TreeMap<>();
        try (Stream<Path> inside = Files.walk(directory)) {
            for (Path file : inside.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(file).toString();
                if (name.endsWith(suffix)) {
                    files.put(name.substring(0, name.length() - suffix.length()), parse(file, mapper));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static ObjectNode parse(Path file, ObjectMapper mapper) throws IOException {
        try {
            return mapper.readValue(Files.readString(file), ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new ContentException(
                    file + ":" + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()) + ": "
                            + e.getOriginalMessage(),
                    e);
        }
    }
}
