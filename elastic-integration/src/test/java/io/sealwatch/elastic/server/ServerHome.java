// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directory that Elasticsearch starts from: {@code lib/} and {@code modules/}. Kept under the user's cache, because it
 * takes 70 MB and half a minute; nothing in it is ours.
 */
final class ServerHome {

    /** Raised when the way a home is laid out changes. */
    private static final int LAYOUT = 1;

    private static final Pattern JAR_VERSION = Pattern.compile("-[0-9][^-]*\\.jar$");

    private ServerHome() {}

    static Path inCache(ServerRelease release) throws IOException, InterruptedException {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "sealwatch");
        Path home = cache.resolve("elasticsearch-" + release.version() + "-" + LAYOUT);
        if (!Files.isDirectory(home)) {
            Files.createDirectories(cache);
            Path work = Files.createTempDirectory(cache, "resolve");
            Path fresh = Files.createTempDirectory(cache, "home");
            try {
                assemble(release, ServerArtifacts.resolve(release, work), fresh);
                // Another build may have been faster; then its home is as good.
                if (!Files.isDirectory(home)) {
                    Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
                }
            } finally {
                deleteTree(work);
                deleteTree(fresh);
            }
        }
        return home;
    }

    private static void assemble(ServerRelease release, Map<String, List<Path>> classPaths, Path home)
            throws IOException {
        Set<String> inServer = new HashSet<>();
        for (Path jar : classPaths.getOrDefault(ServerRelease.SERVER, List.of())) {
            copyInto(jar, home.resolve("lib"));
            inServer.add(artifactOf(jar));
        }
        for (String module : release.modules()) {
            assembleModule(
                    release, module, classPaths.getOrDefault(module, List.of()), inServer, home.resolve("modules"));
        }
    }

    /** A module must not hold a jar that the server or a module it extends has: Elasticsearch calls that jar hell. */
    private static void assembleModule(
            ServerRelease release, String module, List<Path> jars, Set<String> inServer, Path modules)
            throws IOException {
        Properties descriptor = descriptor(release, module, jars);
        descriptor.remove("modulename");
        List<String> extended = Stream.of(
                        descriptor.getProperty("extended.plugins", "").split(","))
                .filter(name -> !name.isEmpty() && Files.isDirectory(modules.resolve(name)))
                .toList();
        descriptor.remove("extended.plugins");
        Set<String> have = new HashSet<>(inServer);
        if (!extended.isEmpty()) {
            descriptor.setProperty("extended.plugins", String.join(",", extended));
            for (String each : extended) {
                addJarsOf(modules, each, have);
            }
        }
        Path directory = Files.createDirectories(modules.resolve(module));
        for (Path jar : jars) {
            if (!have.contains(artifactOf(jar))) {
                copyInto(jar, directory);
            }
        }
        try (var out = Files.newBufferedWriter(directory.resolve("plugin-descriptor.properties"))) {
            descriptor.store(out, null);
        }
    }

    private static void addJarsOf(Path modules, String module, Set<String> have) throws IOException {
        try (Stream<Path> files = Files.list(modules.resolve(module))) {
            files.filter(file -> file.toString().endsWith(".jar"))
                    .map(ServerHome::artifactOf)
                    .forEach(have::add);
        }
        Properties descriptor = new Properties();
        try (InputStream in = Files.newInputStream(modules.resolve(module).resolve("plugin-descriptor.properties"))) {
            descriptor.load(in);
        }
        for (String each : descriptor.getProperty("extended.plugins", "").split(",")) {
            if (!each.isEmpty()) {
                addJarsOf(modules, each, have);
            }
        }
    }

    private static Properties descriptor(ServerRelease release, String module, List<Path> jars) throws IOException {
        Path jar = jars.stream()
                .filter(each -> each.getFileName().toString().equals(module + "-" + release.version() + ".jar"))
                .findFirst()
                .orElseThrow(() -> new IOException(module + " was not resolved"));
        try (FileSystem zip = FileSystems.newFileSystem(jar);
                Stream<Path> inside = Files.walk(zip.getPath("META-INF", "es-plugins"))) {
            Path file = inside.filter(each -> each.endsWith("plugin-descriptor.properties"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(jar + " has no plugin descriptor"));
            Properties descriptor = new Properties();
            try (InputStream in = Files.newInputStream(file)) {
                descriptor.load(in);
            }
            return descriptor;
        }
    }

    private static String artifactOf(Path jar) {
        return JAR_VERSION.matcher(jar.getFileName().toString()).replaceFirst("");
    }

    private static void copyInto(Path file, Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.copy(file, directory.resolve(file.getFileName().toString()));
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
