// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where one signal goes and how.
 *
 * @param protocol of OTLP
 * @param endpoint for HTTP the full URL, for gRPC scheme, host and port
 * @param headers added to every request
 * @param gzip requests are compressed
 * @param timeout of one request, its response included
 * @param certificate PEM of the authorities that the server is checked against, the platform's own when empty
 * @param clientKey PEM, PKCS#8, for mutual TLS
 * @param clientCertificate PEM, for mutual TLS
 */
public record EndpointSettings(
        Protocol protocol,
        URI endpoint,
        Map<String, String> headers,
        boolean gzip,
        Duration timeout,
        Optional<Path> certificate,
        Optional<Path> clientKey,
        Optional<Path> clientCertificate) {
    public EndpointSettings {
        headers = Map.copyOf(headers);
    }

    /** How OTLP is spoken. */
    public enum Protocol {
        HTTP_PROTOBUF("http/protobuf"),
        GRPC("grpc");

        private final String standardName;

        Protocol(String standardName) {
            this.standardName = standardName;
        }

        /** As {@code OTEL_EXPORTER_OTLP_PROTOCOL} spells it. */
        public String standardName() {
            return standardName;
        }
    }

    public boolean isTls() {
        return "https".equals(endpoint.getScheme());
    }

    /** Headers can hold a token: they are named, not shown. */
    @Override
    public String toString() {
        return protocol.standardName() + " " + endpoint + " headers " + headers.keySet() + (gzip ? " gzip" : "");
    }
}
