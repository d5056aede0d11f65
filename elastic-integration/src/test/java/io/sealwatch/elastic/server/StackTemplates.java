// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipFile;

/**
 * Gives a cluster the stack's own templates, as a full distribution would have them. The general ones are the real ones, out of
 * the resolved jar. Those for OpenTelemetry are not published; {@code src/test/resources/stack} has stand-ins of our own that
 * behave the same in what our templates must get along with: passthrough priorities, aliases to the resource, {@code dynamic: false}.
 */
public final class StackTemplates {

    private static final List<String> PUBLISHED = List.of(
            "data-streams@mappings",
            "logs@mappings",
            "logs@settings",
            "ecs@mappings",
            "traces@mappings",
            "traces@settings");
    private static final List<String> STAND_INS =
            List.of("otel@mappings", "logs-otel@mappings", "traces-otel@mappings", "semconv-resource-to-ecs@mappings");

    private StackTemplates() {}

    public static void on(TestCluster cluster) {
        try {
            Path jar = ServerHome.inCache(ServerRelease.V8)
                    .resolve("modules/x-pack-core/x-pack-template-resources-" + ServerRelease.V8.version() + ".jar");
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (String name : PUBLISHED) {
                    String text = new String(
                            zip.getInputStream(Objects.requireNonNull(zip.getEntry(name + ".json"), name))
                                    .readAllBytes(),
                            UTF_8);
                    put(
                            cluster,
                            name,
                            text.replace("${xpack.stack.template.version}", "1")
                                    .replace("${xpack.stack.template.deprecated}", "false"));
                }
            }
            for (String name : STAND_INS) {
                try (var in = Objects.requireNonNull(
                        StackTemplates.class.getResourceAsStream("/stack/" + name + ".json"), name)) {
                    put(cluster, name, new String(in.readAllBytes(), UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        // Named by logs@settings and traces@settings; a document is refused when its pipeline is missing.
        for (String type : List.of("logs", "traces")) {
            cluster.put("/_ingest/pipeline/" + type + "@default-pipeline", "{\"processors\":[]}")
                    .ok();
        }
    }

    private static void put(TestCluster cluster, String name, String body) {
        cluster.put("/_component_template/" + name, body).ok();
    }
}
