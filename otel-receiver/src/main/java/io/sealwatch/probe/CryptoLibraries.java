// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds every libcrypto: in the host's library folders and in the maps of running processes, those in containers
 * included. The same file reached by two names counts once.
 */
final class CryptoLibraries {
    private static final String PREFIX = "libcrypto";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(-[^/]*)?\\.so(\\.[0-9.]+)?");
    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/usr/local/lib"), Path.of("/opt"));
    private static final int DEPTH = 4;

    private final Map<Object, CryptoLibrary> found = new LinkedHashMap<>();
    private final List<String> exclude;

    private CryptoLibraries(List<String> exclude) {
        this.exclude = exclude;
    }

    static List<CryptoLibrary> find(List<String> exclude) {
        CryptoLibraries search = new CryptoLibraries(exclude);
        search.inFolders();
        search.inProcesses();
        return new ArrayList<>(search.found.values());
    }

    private void inFolders() {
        for (Path folder : FOLDERS) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> files =
                    Files.find(folder, DEPTH, (file, attributes) -> isLibcrypto(file) && attributes.isRegularFile())) {
                files.forEach(this::add);
            } catch (IOException | UncheckedIOException unreadable) {
                // A folder that cannot be listed by root is gone or foreign; its libraries are found when they run.
            }
        }
    }

    private void inProcesses() {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                for (String path : mappedLibraries(process.resolve("maps"))) {
                    add(process.resolve("root").resolve(path.substring(1)));
                }
            }
        } catch (IOException unreadable) {
            // Without /proc there is nothing to find here, and `check` says that it is missing.
        }
    }

    private static Set<String> mappedLibraries(Path maps) {
        Set<String> paths = new TreeSet<>();
        try {
            for (String line : Files.readAllLines(maps, java.nio.charset.StandardCharsets.ISO_8859_1)) {
                int slash = line.indexOf('/');
                if (slash > 0 && line.contains(PREFIX) && isLibcrypto(Path.of(line.substring(slash)))) {
                    paths.add(line.substring(slash));
                }
            }
        } catch (IOException gone) {
            // The process ended meanwhile.
            return paths;
        }
        return paths;
    }

    private static boolean isLibcrypto(Path file) {
        Path name = file.getFileName();
        return name != null && isLibcrypto(name.toString());
    }

    private static boolean isLibcrypto(String name) {
        // Thousands of files are asked this.
        return name.startsWith(PREFIX) && NAME.matcher(name).matches();
    }

    private void add(Path file) {
        if (exclude.stream().anyMatch(prefix -> file.toString().startsWith(prefix))) {
            return;
        }
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            if (key != null) {
                found.putIfAbsent(key, new CryptoLibrary(file));
            }
        } catch (IOException gone) {
            // Replaced or unmounted since it was listed.
        }
    }
}
