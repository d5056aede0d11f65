// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.sealwatch.otel.settings.EndpointSettings;
import io.sealwatch.otel.settings.EndpointSettings.Protocol;
import io.sealwatch.otel.settings.Signal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** grpc-java's server as a receiver of logs, and what it is sent. */
final class GrpcReceiver implements AutoCloseable {
    static final byte[] REQUEST = ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(ResourceLogs.newBuilder().setSchemaUrl("urn:test"))
            .build()
            .toByteArray();

    private static final Metadata.Key<String> TEAM = Metadata.Key.of("x-team", Metadata.ASCII_STRING_MARSHALLER);

    private final List<ExportLogsServiceRequest> received = new ArrayList<>();
    private final List<String> teams = new ArrayList<>();
    private Answerer answerer = answer -> answer.onNext(ExportLogsServiceResponse.getDefaultInstance());
    private Server server;

    /** What the receiver does with a request; the stream is ended after it. */
    interface Answerer {
        void answer(StreamObserver<ExportLogsServiceResponse> observer) throws InterruptedException;
    }

    private final class Receiver extends LogsServiceGrpc.LogsServiceImplBase {
        @Override
        public void export(ExportLogsServiceRequest request, StreamObserver<ExportLogsServiceResponse> observer) {
            received.add(request);
            try {
                answerer.answer(observer);
                observer.onCompleted();
            } catch (RuntimeException failed) {
                observer.onError(failed);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final class Headers implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            teams.add(String.valueOf(headers.get(TEAM)));
            return next.startCall(call, headers);
        }
    }

    /** In clear text. */
    GrpcReceiver() throws IOException {
        server = started(plain());
    }

    static NettyServerBuilder plain() {
        return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private Server started(ServerBuilder<?> builder) throws IOException {
        return builder.addService(new Receiver())
                .intercept(new Headers())
                .build()
                .start();
    }

    /** Another server in place of this one, on another port. */
    void restart(ServerBuilder<?> builder) throws IOException {
        server.shutdownNow();
        server = started(builder);
    }

    void answerWith(Answerer other) {
        answerer = other;
    }

    List<ExportLogsServiceRequest> received() {
        return received;
    }

    /** The header {@code x-team} of each request. */
    List<String> teams() {
        return teams;
    }

    int port() {
        return server.getPort();
    }

    EndpointSettings endpoint(
            String scheme, Duration timeout, Optional<Path> authority, Optional<Path> key, Optional<Path> certificate) {
        return new EndpointSettings(
                Protocol.GRPC,
                URI.create(scheme + "://127.0.0.1:" + port()),
                Map.of("x-team", "blue"),
                false,
                timeout,
                authority,
                key,
                certificate);
    }

    static Answer send(EndpointSettings endpoint) {
        try (GrpcTransport transport = new GrpcTransport(Signal.LOGS, endpoint)) {
            return transport.send(REQUEST);
        }
    }

    static Answer.Unavailable unavailable(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Unavailable.class);
        return (Answer.Unavailable) answer;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
