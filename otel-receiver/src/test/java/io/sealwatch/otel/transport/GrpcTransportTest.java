// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.RetryInfo;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
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
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OTLP/gRPC against grpc-java's server with every fault. */
class GrpcTransportTest {
    private static final byte[] REQUEST = ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(ResourceLogs.newBuilder().setSchemaUrl("urn:test"))
            .build()
            .toByteArray();
    private static final Metadata.Key<String> TEAM = Metadata.Key.of("x-team", Metadata.ASCII_STRING_MARSHALLER);

    @TempDir
    Path directory;

    private final List<ExportLogsServiceRequest> received = new ArrayList<>();
    private final List<String> teams = new ArrayList<>();
    private Answerer answerer = answer -> answer.onNext(ExportLogsServiceResponse.getDefaultInstance());
    private Server server;
    private Duration timeout = Duration.ofSeconds(10);

    /** What the receiver does with a request; the stream is ended after it. */
    private interface Answerer {
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

    GrpcTransportTest() throws IOException {
        server = started(NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    }

    private Server started(io.grpc.ServerBuilder<?> builder) throws IOException {
        return builder.addService(new Receiver())
                .intercept(new Headers())
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    private static Answer send(EndpointSettings endpoint) {
        try (GrpcTransport transport = new GrpcTransport(Signal.LOGS, endpoint)) {
            return transport.send(REQUEST);
        }
    }

    private EndpointSettings endpoint(
            String scheme, Optional<Path> authority, Optional<Path> key, Optional<Path> certificate) {
        return new EndpointSettings(
                Protocol.GRPC,
                URI.create(scheme + "://127.0.0.1:" + server.getPort()),
                Map.of("x-team", "blue"),
                false,
                timeout,
                authority,
                key,
                certificate);
    }

    private Answer send() {
        return send(endpoint("http", Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private Answer answerTo(Status status) {
        answerer = observer -> {
            throw status.asRuntimeException();
        };
        return send();
    }

    private static Answer.Unavailable unavailable(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Unavailable.class);
        return (Answer.Unavailable) answer;
    }

    @Test
    void okIsDeliveryAndTheReceiverHasTheRequestAndTheHeaders() throws Exception {
        assertThat(send()).isEqualTo(new Answer.Delivered(0, ""));
        assertThat(received).containsExactly(ExportLogsServiceRequest.parseFrom(REQUEST));
        assertThat(teams).containsExactly("blue");
    }

    @Test
    void aCompressedRequestIsUnderstood() throws Exception {
        assertThat(send(Endpoints.grpc("http://127.0.0.1:" + server.getPort(), Duration.ofSeconds(2))))
                .isEqualTo(new Answer.Delivered(0, ""));
        assertThat(received).containsExactly(ExportLogsServiceRequest.parseFrom(REQUEST));
    }

    @Test
    void oneConnectionServesManyRequests() {
        try (GrpcTransport transport = new GrpcTransport(
                Signal.LOGS, endpoint("http", Optional.empty(), Optional.empty(), Optional.empty()))) {
            for (int i = 0; i < 50; i++) {
                assertThat(transport.send(REQUEST)).isEqualTo(new Answer.Delivered(0, ""));
            }
        }
        assertThat(received).hasSize(50);
    }

    @Test
    void partialSuccessIsRead() {
        answerer = observer -> observer.onNext(ExportLogsServiceResponse.newBuilder()
                .setPartialSuccess(ExportLogsPartialSuccess.newBuilder()
                        .setRejectedLogRecords(3)
                        .setErrorMessage("mapping conflict"))
                .build());
        assertThat(send()).isEqualTo(new Answer.Delivered(3, "mapping conflict"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {
                "CANCELLED",
                "DEADLINE_EXCEEDED",
                "ABORTED",
                "OUT_OF_RANGE",
                "UNAVAILABLE",
                "DATA_LOSS",
                "RESOURCE_EXHAUSTED"
            })
    void whatMayBeRetriedIs(Status.Code code) {
        Answer.Unavailable answer = unavailable(answerTo(code.toStatus().withDescription("50% + später")));
        assertThat(answer.reason()).isEqualTo("gRPC " + code + " (50% + später)");
        assertThat(answer.retryAfter()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"INVALID_ARGUMENT", "NOT_FOUND", "ALREADY_EXISTS", "FAILED_PRECONDITION", "INTERNAL"})
    void whatMayNotBeRetriedIsRefused(Status.Code code) {
        assertThat(answerTo(code.toStatus().withDescription("bad")))
                .isEqualTo(new Answer.Refused("gRPC " + code + " (bad)"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"UNAUTHENTICATED", "PERMISSION_DENIED", "UNIMPLEMENTED", "UNKNOWN"})
    void aWrongAddressOrTokenCostsNoRecords(Status.Code code) {
        Answer.Unavailable answer = unavailable(answerTo(code.toStatus()));
        assertThat(answer.retryAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(answer.reason()).contains("check the endpoint");
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED"})
    void theWaitOfARetryInfoIsObeyed(Status.Code code) {
        answerer = observer -> {
            throw StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                    .setCode(code.value())
                    .setMessage("busy")
                    .addDetails(Any.pack(com.google.rpc.Help.getDefaultInstance()))
                    .addDetails(Any.pack(RetryInfo.newBuilder()
                            .setRetryDelay(com.google.protobuf.Duration.newBuilder()
                                    .setSeconds(7)
                                    .setNanos(500_000_000))
                            .build()))
                    .build());
        };
        assertThat(send()).isEqualTo(new Answer.Unavailable("gRPC " + code + " (busy)", Duration.ofMillis(7_500)));
    }

    @Test
    void aRequestThatIsLargerThanTheReceiverTakesIsTold() throws IOException {
        server.shutdownNow();
        server = started(NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .maxInboundMessageSize(5));
        assertThat(send()).isInstanceOf(Answer.TooLarge.class);
        assertThat(received).isEmpty();
    }

    /** grpc-go says it in other words. */
    @Test
    void theCollectorsWordsForTooLargeAreUnderstood() {
        assertThat(answerTo(Status.RESOURCE_EXHAUSTED.withDescription(
                        "grpc: received message after decompression larger than max (5000000 vs. 4194304)")))
                .isInstanceOf(Answer.TooLarge.class);
    }

    @Test
    void aReceiverThatNeverAnswersIsNotWaitedForLongerThanTheTimeout() {
        answerer = observer -> Thread.sleep(20_000);
        timeout = Duration.ofMillis(1_500);
        long from = System.nanoTime();
        assertThat(unavailable(send()).reason()).isEqualTo("no answer within 1500 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void nobodyListensThere() {
        EndpointSettings nobody = endpoint("http", Optional.empty(), Optional.empty(), Optional.empty());
        server.shutdownNow();
        assertThat(unavailable(send(nobody)).reason()).contains("no receiver listens there");
    }

    @Test
    void aConnectionThatIsCutCanBeTriedAgain() throws Exception {
        try (ServerSocket cutter = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread cut = new Thread(() -> cutAll(cutter));
            cut.setDaemon(true);
            cut.start();
            EndpointSettings endpoint =
                    Endpoints.grpc("http://127.0.0.1:" + cutter.getLocalPort(), Duration.ofSeconds(2));
            Answer.Unavailable answer = unavailable(send(endpoint));
            assertThat(answer.retryAfter()).isZero();
            assertThat(answer.reason()).contains("without TLS");
        }
    }

    /** Reads a little and resets the connection. */
    private static void cutAll(ServerSocket cutter) {
        try {
            while (true) {
                try (Socket socket = cutter.accept()) {
                    socket.setSoLinger(true, 0);
                    assertThat(socket.getInputStream().read(new byte[64])).isPositive();
                }
            }
        } catch (IOException closed) {
            assertThat(cutter.isClosed()).isTrue();
        }
    }

    private void secured(TlsServerCredentials.Builder credentials) throws IOException {
        server.shutdownNow();
        server = started(Grpc.newServerBuilderForPort(0, credentials.build()));
    }

    @Test
    void tlsWithTheRightNameIsTrustedAndWithAnotherIsNot() throws Exception {
        Certificates certificates = new Certificates(directory);
        Path right = certificates.keyStore("right", "ip:127.0.0.1");
        secured(TlsServerCredentials.newBuilder()
                .keyManager(
                        certificates.certificate(right).toFile(),
                        certificates.key(right).toFile()));
        assertThat(send(endpoint(
                        "https", Optional.of(certificates.certificate(right)), Optional.empty(), Optional.empty())))
                .isEqualTo(new Answer.Delivered(0, ""));

        Path other = certificates.keyStore("other", "dns:elsewhere.test");
        secured(TlsServerCredentials.newBuilder()
                .keyManager(
                        certificates.certificate(other).toFile(),
                        certificates.key(other).toFile()));
        Answer answer = send(
                endpoint("https", Optional.of(certificates.certificate(other)), Optional.empty(), Optional.empty()));
        assertThat(unavailable(answer).reason()).startsWith("TLS").contains("127.0.0.1");
        assertThat(received).hasSize(1);
    }

    @Test
    void mutualTlsShowsTheClientsCertificate() throws Exception {
        Certificates certificates = new Certificates(directory);
        Path right = certificates.keyStore("right", "ip:127.0.0.1");
        Path client = certificates.keyStore("client", "dns:agent.test");
        secured(TlsServerCredentials.newBuilder()
                .keyManager(
                        certificates.certificate(right).toFile(),
                        certificates.key(right).toFile())
                .trustManager(certificates.certificate(client).toFile())
                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE));
        Optional<Path> authority = Optional.of(certificates.certificate(right));
        assertThat(unavailable(send(endpoint("https", authority, Optional.empty(), Optional.empty())))
                        .reason())
                .isNotEmpty();
        assertThat(received).isEmpty();
        assertThat(send(endpoint(
                        "https",
                        authority,
                        Optional.of(certificates.key(client)),
                        Optional.of(certificates.certificate(client)))))
                .isEqualTo(new Answer.Delivered(0, ""));
    }

    @Test
    void tlsToAPlainPortIsSaid() {
        assertThat(unavailable(send(endpoint("https", Optional.empty(), Optional.empty(), Optional.empty())))
                        .reason())
                .startsWith("TLS");
    }
}
