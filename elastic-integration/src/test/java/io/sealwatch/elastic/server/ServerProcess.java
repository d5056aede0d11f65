// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sealwatch.elastic.asset.Resources;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * One running server. The shim and the launcher are compiled for it, against the jars that were resolved, from the sources in
 * {@code src/test/server}; those travel as test resources, so that another module can have this server too. Closing its input stops it, so it ends with the tests whatever happens to them.
 */
final class ServerProcess implements AutoCloseable {

    private static final long BOOT_SECONDS = 300;

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    int port() {
        return port;
    }

    static ServerProcess start(ServerRelease release, Path run) throws IOException, InterruptedException {
        Path cached = ServerHome.inCache(release);
        ServerHome.deleteTree(run);
        Path modules = Files.createDirectories(run.resolve("modules"));
        for (String each : List.of("config", "plugins", "logs")) {
            Files.createDirectories(run.resolve(each));
        }
        for (String module : release.modules()) {
            Files.createSymbolicLink(
                    modules.resolve(module), cached.resolve("modules").resolve(module));
        }
        String libraries = cached.resolve("lib") + "/*";
        Path launcher = run.resolve("launcher");
        compile(release, release.launcher(), launcher, jars(cached.resolve("lib")));
        if (release.shim()) {
            Path shim = run.resolve("shim");
            compile(release, "shim", shim, jars(cached.resolve("lib"), cached.resolve("modules/x-pack-core")));
            packShim(release, shim, Files.createDirectories(modules.resolve("compat-shim")));
        }
        Process process = new ProcessBuilder(
                        release.java().resolve("bin/java").toString(),
                        "-Xms512m",
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        launcher + ":" + libraries,
                        "ServerMain",
                        run.toAbsolutePath().toString())
                .redirectError(run.resolve("stderr.log").toFile())
                .start();
        return new ServerProcess(process, awaitPort(process, run));
    }

    private static int awaitPort(Process process, Path run) throws IOException, InterruptedException {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread reader = new Thread(() -> readOutput(process, run.resolve("stdout.log"), port), "elasticsearch-stdout");
        reader.setDaemon(true);
        reader.start();
        try {
            return port.get(BOOT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("Elasticsearch did not start, see " + run.toAbsolutePath() + "/std*.log", e);
        }
    }

    private static void readOutput(Process process, Path log, CompletableFuture<Integer> port) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
                var out = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write(line);
                out.newLine();
                if (line.startsWith("LISTENING ")) {
                    port.complete(Integer.valueOf(line.substring("LISTENING ".length())));
                }
            }
            port.completeExceptionally(new IOException("the process ended"));
        } catch (IOException e) {
            port.completeExceptionally(e);
        }
    }

    /** All jars of directories, as a class path. */
    private static String jars(Path... directories) throws IOException {
        List<String> jars = new ArrayList<>();
        for (Path directory : directories) {
            try (Stream<Path> files = Files.list(directory)) {
                files.map(Path::toString).filter(file -> file.endsWith(".jar")).forEach(jars::add);
            }
        }
        return String.join(":", jars);
    }

    private static void compile(ServerRelease release, String what, Path classes, String classPath)
            throws IOException, InterruptedException {
        Path compiler = release.java().resolve("bin/javac");
        if (!Files.isExecutable(compiler)) {
            throw new IOException("no Java compiler: run the tests with a JDK");
        }
        List<String> arguments = new ArrayList<>(List.of(
                compiler.toString(),
                "-nowarn",
                "-proc:none",
                "-d",
                Files.createDirectories(classes).toString(),
                "-cp",
                classPath));
        Path sources = Files.createDirectories(classes.resolveSibling(what + "-sources"));
        for (Map.Entry<String, String> source :
                Resources.in("/server/" + what, ".java").entrySet()) {
            arguments.add(Files.writeString(sources.resolve(source.getKey()), source.getValue())
                    .toString());
        }
        Process javac = new ProcessBuilder(arguments).redirectErrorStream(true).start();
        String diagnostics = new String(javac.getInputStream().readAllBytes(), UTF_8);
        if (javac.waitFor() != 0) {
            throw new IOException("cannot compile the " + what + ": " + diagnostics);
        }
    }

    private static void packShim(ServerRelease release, Path classes, Path module) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(module.resolve("compat-shim.jar")));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, jar);
                jar.closeEntry();
            }
            jar.putNextEntry(new ZipEntry("META-INF/services/org.elasticsearch.features.FeatureSpecification"));
            jar.write("io.sealwatch.shim.ShimFeatures".getBytes(UTF_8));
            jar.closeEntry();
        }
        StringWriter descriptor = new StringWriter();
        descriptor.write(
                "name=compat-shim\ndescription=stand-ins for unpublished modules, tests only\njava.version=17\n");
        descriptor.write("version=" + release.version() + "\n");
        descriptor.write("elasticsearch.version=" + release.version() + "\n");
        descriptor.write("classname=io.sealwatch.shim.CompatShim\nextended.plugins=x-pack-core\n");
        Files.writeString(module.resolve("plugin-descriptor.properties"), descriptor.toString());
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (process.waitFor(20, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
