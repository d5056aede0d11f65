// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.record;

import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Stands where the SDK's exporters expect a connection and keeps the bytes instead: what they marshal is sent, spooled
 * and counted by {@code otel.export}. Used by one thread.
 */
public final class CapturingSender implements HttpSender, HttpSenderProvider {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 << 10);

    /** Hands this sender to an exporter's builder, past the class path. */
    public ComponentLoader loader() {
        CapturingSender self = this;
        return new ComponentLoader() {
            @Override
            public <T> Iterable<T> load(Class<T> service) {
                return service.isInstance(self) ? List.of(service.cast(self)) : List.of();
            }
        };
    }

    @Override
    public HttpSender createSender(HttpSenderConfig config) {
        return this;
    }

    @Override
    public void send(MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
        bytes.reset();
        try {
            message.writeMessage(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
        onResponse.accept(Taken.INSTANCE);
    }

    /** The bytes of the last message. */
    public byte[] captured() {
        return bytes.toByteArray();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }

    private enum Taken implements HttpResponse {
        INSTANCE;

        @Override
        public int getStatusCode() {
            return 200;
        }

        @Override
        public String getStatusMessage() {
            return "";
        }

        @Override
        public byte[] getResponseBody() {
            return new byte[0];
        }
    }
}
