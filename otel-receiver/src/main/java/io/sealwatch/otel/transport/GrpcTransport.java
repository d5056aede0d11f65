// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcSenderProvider;
import io.opentelemetry.sdk.common.export.MessageWriter;
import io.sealwatch.otel.settings.EndpointSettings;
import io.sealwatch.otel.settings.Signal;
import io.sealwatch.otel.transport.ProtoReader.MalformedMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** OTLP over gRPC, by the SDK's own sender without its retries. */
final class GrpcTransport implements Transport {
    private final EndpointSettings endpoint;
    private final GrpcSender sender;
    private volatile CompletableFuture<GrpcResponse> current = new CompletableFuture<>();

    GrpcTransport(Signal signal, EndpointSettings endpoint) {
        this.endpoint = endpoint;
        this.sender = ServiceLoader.load(GrpcSenderProvider.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this build has no gRPC sender"))
                .createSender(new GrpcConfig(signal, endpoint));
    }

    @Override
    public Answer send(byte[] request) {
        CompletableFuture<GrpcResponse> pending = new CompletableFuture<>();
        current = pending;
        try {
            sender.send(new Bytes(request), pending::complete, pending::completeExceptionally);
            // The sender's own timeout comes first; this one is for a sender that forgets to answer.
            return answer(pending.get(endpoint.timeout().toMillis() + 2_000, TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            return new Answer.Unavailable(
                    "no answer within " + endpoint.timeout().toMillis() + " ms");
        } catch (CancellationException aborted) {
            return new Answer.Unavailable("the agent stops");
        } catch (ExecutionException failed) {
            return new Answer.Unavailable(describe(failed.getCause()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer.Unavailable("interrupted");
        }
    }

    private static String describe(@Nullable Throwable failure) {
        if (failure instanceof SSLException) {
            return "TLS: " + failure.getMessage() + ": check the certificate and that the port speaks TLS";
        }
        if (failure instanceof ConnectException) {
            return "cannot connect: no receiver listens there";
        }
        return failure == null ? "no reason given" : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private static Answer answer(GrpcResponse response) {
        String reason = "gRPC " + response.getStatusCode() + " (" + response.getStatusDescription() + ")";
        return switch (response.getStatusCode()) {
            case OK -> delivered(response);
            case RESOURCE_EXHAUSTED ->
                String.valueOf(response.getStatusDescription()).contains("larger than max")
                        ? new Answer.TooLarge(reason)
                        : new Answer.Unavailable(reason);
            case CANCELLED, DEADLINE_EXCEEDED, ABORTED, OUT_OF_RANGE, UNAVAILABLE, DATA_LOSS ->
                new Answer.Unavailable(reason);
            // Not the records are at fault but the address or the credentials. UNKNOWN is what an endpoint gives that
            // does not speak gRPC: it has no grpc-status.
            case UNAUTHENTICATED, PERMISSION_DENIED, UNIMPLEMENTED, UNKNOWN ->
                new Answer.Unavailable(
                        reason + ": check the endpoint and its headers", RetryAfter.LONGEST.dividedBy(10));
            default -> new Answer.Refused(reason);
        };
    }

    private static Answer delivered(GrpcResponse response) {
        try {
            return PartialSuccess.read(response.getResponseMessage());
        } catch (MalformedMessage malformed) {
            return new Answer.Delivered(0, "gRPC OK with an answer that is not OTLP: " + malformed.getMessage());
        }
    }

    private record Bytes(byte[] request) implements MessageWriter {
        @Override
        public void writeMessage(OutputStream output) throws IOException {
            output.write(request);
        }

        @Override
        public int getContentLength() {
            return request.length;
        }
    }

    @Override
    public String target() {
        return endpoint.endpoint().toString();
    }

    @Override
    public void abort() {
        current.cancel(true);
    }

    @Override
    public void close() {
        sender.shutdown();
    }
}
