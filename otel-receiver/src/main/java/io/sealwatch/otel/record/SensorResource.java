// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.record;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.sealwatch.contract.HostIdentity;
import io.sealwatch.otel.settings.Signal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Who sends: the agent and its host. It never says {@code process.*}: in Elasticsearch that would hide the process of
 * every event behind the agent's own.
 */
public final class SensorResource {
    private final Map<String, String> common = new LinkedHashMap<>();

    /**
     * @param version of the agent
     * @param configured names and values that win over what the agent finds out
     */
    public SensorResource(HostIdentity host, String version, Map<String, String> configured) {
        common.put("service.name", "sealwatch");
        common.put("service.version", version);
        // A new one each run: ransomware.sequence starts again with it.
        common.put("service.instance.id", UUID.randomUUID().toString());
        common.put("host.name", host.hostName());
        common.put("host.id", host.hostId());
        common.put("host.arch", arch(System.getProperty("os.arch")));
        common.put("os.type", "linux");
        common.put("os.version", System.getProperty("os.version"));
        common.put("data_stream.namespace", "default");
        common.putAll(configured);
    }

    /** Of this run: {@code ransomware.sequence} starts again with it. */
    public String instanceId() {
        return common.getOrDefault("service.instance.id", "");
    }

    /** The resource of one signal; it differs in its data stream. */
    public Resource of(Signal signal) {
        AttributesBuilder attributes = Attributes.builder();
        common.forEach(attributes::put);
        if (!common.containsKey("data_stream.dataset")) {
            attributes.put("data_stream.dataset", dataset(signal));
        }
        return Resource.create(attributes.build());
    }

    private static String dataset(Signal signal) {
        return switch (signal) {
            case LOGS -> "sealwatch.events";
            case TRACES -> "sealwatch.episodes";
            case METRICS -> "sealwatch.agent";
        };
    }

    /** The name of the semantic conventions for Java's name. */
    static String arch(String java) {
        return switch (java) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> java;
        };
    }
}
