// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.asset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files that are packed with the program, whether it runs from a jar or from a build directory. */
public final class Resources {

    private Resources() {}

    /**
     * The files of a directory, by name.
     *
     * @param directory absolute, such as {@code /kibana}
     * @return empty when there is no such directory
     */
    public static SortedMap<String, String> in(String directory, String suffix) {
        @Nullable URL url = Resources.class.getResource(directory);
        if (url == null) {
            return new TreeMap<>();
        }
        try {
            URI uri = url.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return read(Path.of(uri), suffix);
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return read(jar.getPath(directory), suffix);
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SortedMap<String, String> read(Path directory, String suffix) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> inside = Files.list(directory)) {
            for (Path file : inside.toList()) {
                @Nullable Path name = file.getFileName();
                if (name != null && name.toString().endsWith(suffix)) {
                    files.put(name.toString(), Files.readString(file));
                }
            }
        }
        return files;
    }
}
