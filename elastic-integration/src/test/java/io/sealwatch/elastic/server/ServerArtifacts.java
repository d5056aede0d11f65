// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Resolves the server and its modules with one run of Maven, the way the machine is set up to (mirrors, proxies, offline).
 * One small module per artifact, so that each has its own class path: the reactor answers all of them at once.
 */
final class ServerArtifacts {

    private static final long TIMEOUT_SECONDS = 600;

    private ServerArtifacts() {}

    /** Class path of the server and of each module, by artifact. */
    static Map<String, List<Path>> resolve(ServerRelease release, Path work) throws IOException, InterruptedException {
        List<String> artifacts = new ArrayList<>(List.of(ServerRelease.SERVER));
        artifacts.addAll(release.modules());
        StringBuilder modules = new StringBuilder();
        for (String artifact : artifacts) {
            String group = artifact.equals(ServerRelease.SERVER) ? "org.elasticsearch" : "org.elasticsearch.plugin";
            modules.append("<module>").append(artifact).append("</module>");
            Files.createDirectories(work.resolve(artifact));
            Files.writeString(work.resolve(artifact).resolve("pom.xml"), modulePom(group, artifact, release.version()));
        }
        Files.writeString(work.resolve("pom.xml"), parentPom(modules));
        runMaven(work);
        Map<String, List<Path>> classPaths = new LinkedHashMap<>();
        for (String artifact : artifacts) {
            String[] jars = Files.readString(work.resolve(artifact).resolve("cp.txt"))
                    .strip()
                    .split(":");
            classPaths.put(artifact, Arrays.stream(jars).map(Path::of).toList());
        }
        return classPaths;
    }

    private static void runMaven(Path work) throws IOException, InterruptedException {
        Path log = work.resolve("mvn.log");
        Process maven = start(new ProcessBuilder(
                        "mvn",
                        "-q",
                        "-B",
                        "-f",
                        work.resolve("pom.xml").toString(),
                        "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:build-classpath",
                        "-Dmdep.outputFile=cp.txt")
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
        if (!maven.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            maven.destroyForcibly();
            throw new IOException("Maven did not resolve the server within " + TIMEOUT_SECONDS + " s");
        }
        if (maven.exitValue() != 0) {
            String firstError = Files.readAllLines(log).stream()
                    .filter(line -> line.contains("ERROR"))
                    .findFirst()
                    .orElse("exit code " + maven.exitValue());
            // Whose repository it was is nobody's business in a test report.
            throw new IOException(
                    "Maven could not resolve the server: " + firstError.replaceAll("https?://\\S+", "(address)"));
        }
    }

    private static Process start(ProcessBuilder maven) throws IOException {
        try {
            return maven.start();
        } catch (IOException e) {
            throw new IOException("there is no mvn on the PATH to resolve the server with", e);
        }
    }

    private static String parentPom(CharSequence modules) {
        // Neither is published with every release; the newest there is serves.
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
                <groupId>io.sealwatch.test</groupId><artifactId>server</artifactId><version>1</version>
                <packaging>pom</packaging><modules>%s</modules>
                <dependencyManagement><dependencies><dependency><groupId>org.elasticsearch</groupId>
                <artifactId>elasticsearch-h3</artifactId><version>8.19.4</version></dependency>
                <dependency><groupId>org.elasticsearch.plugin</groupId><artifactId>x-pack-template-resources</artifactId>
                <version>8.19.21</version></dependency></dependencies>
                </dependencyManagement></project>
                """.formatted(modules);
    }

    private static String modulePom(String group, String artifact, String version) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
                <parent><groupId>io.sealwatch.test</groupId><artifactId>server</artifactId><version>1</version></parent>
                <artifactId>server-%2$s</artifactId><packaging>pom</packaging><dependencies><dependency>
                <groupId>%1$s</groupId><artifactId>%2$s</artifactId><version>%3$s</version>
                </dependency></dependencies></project>
                """.formatted(group, artifact, version);
    }
}
