// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import io.sealwatch.otel.settings.EndpointSettings;
import io.sealwatch.otel.settings.EndpointSettings.Protocol;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Endpoints of tests. */
public final class Endpoints {
    private Endpoints() {}

    public static EndpointSettings http(String url, Duration timeout) {
        return new EndpointSettings(
                Protocol.HTTP_PROTOBUF,
                URI.create(url),
                Map.of("x-team", "blue"),
                false,
                timeout,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public static EndpointSettings grpc(String url, Duration timeout) {
        return new EndpointSettings(
                Protocol.GRPC,
                URI.create(url),
                Map.of(),
                true,
                timeout,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
