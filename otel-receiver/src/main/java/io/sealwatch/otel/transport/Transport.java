// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import io.sealwatch.otel.settings.EndpointSettings;
import io.sealwatch.otel.settings.Signal;

/** Sends requests to one endpoint, one at a time. */
public interface Transport extends AutoCloseable {
    /**
     * Sends and waits for the answer, no longer than the configured timeout. Never throws: whatever happens is an
     * {@link Answer}.
     *
     * @param request an OTLP export request in protobuf
     */
    Answer send(byte[] request);

    /** Where it sends to, for messages. */
    String target();

    /** Makes a {@link #send} that waits on another thread come back now, as unavailable. */
    void abort();

    @Override
    void close();

    /**
     * Opens nothing yet; certificates are read now.
     *
     * @throws TlsException when a certificate or key cannot be used
     */
    static Transport to(Signal signal, EndpointSettings endpoint) {
        return switch (endpoint.protocol()) {
            case HTTP_PROTOBUF -> new HttpTransport(endpoint);
            case GRPC -> new GrpcTransport(signal, endpoint);
        };
    }
}
