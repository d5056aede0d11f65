// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import static io.sealwatch.otel.transport.GrpcReceiver.REQUEST;
import static io.sealwatch.otel.transport.GrpcReceiver.unavailable;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.sealwatch.otel.settings.EndpointSettings;
import io.sealwatch.otel.settings.Signal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OTLP/gRPC against grpc-java's server with every fault. */
class GrpcTransportTest {
    private final GrpcReceiver receiver;
    private Duration timeout = Duration.ofSeconds(10);

    GrpcTransportTest() throws IOException {
        receiver = new GrpcReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private EndpointSettings endpoint() {
        return receiver.endpoint("http", timeout, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Answer send() {
        return GrpcReceiver.send(endpoint());
    }

    private Answer answerTo(Status status) {
        receiver.answerWith(observer -> {
            throw status.asRuntimeException();
        });
        return send();
    }

    @Test
    void okIsDeliveryAndTheReceiverHasTheRequestAndTheHeaders() throws Exception {
        assertThat(send()).isEqualTo(new Answer.Delivered(0, ""));
        assertThat(receiver.received()).containsExactly(ExportLogsServiceRequest.parseFrom(REQUEST));
        assertThat(receiver.teams()).containsExactly("blue");
    }

    @Test
    void aCompressedRequestIsUnderstood() throws Exception {
        assertThat(GrpcReceiver.send(Endpoints.grpc("http://127.0.0.1:" + receiver.port(), Duration.ofSeconds(2))))
                .isEqualTo(new Answer.Delivered(0, ""));
        assertThat(receiver.received()).containsExactly(ExportLogsServiceRequest.parseFrom(REQUEST));
    }

    @Test
    void oneConnectionServesManyRequests() {
        try (GrpcTransport transport = new GrpcTransport(Signal.LOGS, endpoint())) {
            for (int i = 0; i < 50; i++) {
                assertThat(transport.send(REQUEST)).isEqualTo(new Answer.Delivered(0, ""));
            }
        }
        assertThat(receiver.received()).hasSize(50);
    }

    @Test
    void partialSuccessIsRead() {
        receiver.answerWith(observer -> observer.onNext(ExportLogsServiceResponse.newBuilder()
                .setPartialSuccess(ExportLogsPartialSuccess.newBuilder()
                        .setRejectedLogRecords(3)
                        .setErrorMessage("mapping conflict"))
                .build()));
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
        receiver.answerWith(observer -> {
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
        });
        assertThat(send()).isEqualTo(new Answer.Unavailable("gRPC " + code + " (busy)", Duration.ofMillis(7_500)));
    }

    @Test
    void aRequestThatIsLargerThanTheReceiverTakesIsTold() throws IOException {
        receiver.restart(GrpcReceiver.plain().maxInboundMessageSize(5));
        assertThat(send()).isInstanceOf(Answer.TooLarge.class);
        assertThat(receiver.received()).isEmpty();
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
        receiver.answerWith(observer -> Thread.sleep(20_000));
        timeout = Duration.ofMillis(1_500);
        long from = System.nanoTime();
        assertThat(unavailable(send()).reason()).isEqualTo("no answer within 1500 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void nobodyListensThere() {
        EndpointSettings nobody = endpoint();
        receiver.close();
        assertThat(unavailable(GrpcReceiver.send(nobody)).reason()).contains("no receiver listens there");
    }

    @Test
    void aConnectionThatIsCutCanBeTriedAgain() throws Exception {
        try (ServerSocket cutter = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread cut = new Thread(() -> cutAll(cutter));
            cut.setDaemon(true);
            cut.start();
            EndpointSettings endpoint =
                    Endpoints.grpc("http://127.0.0.1:" + cutter.getLocalPort(), Duration.ofSeconds(2));
            Answer.Unavailable answer = unavailable(GrpcReceiver.send(endpoint));
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
}
