// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import io.sealwatch.otel.settings.EndpointSettings;
import io.sealwatch.otel.settings.Signal;
import io.sealwatch.otel.transport.ProtoReader.MalformedMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * OTLP over gRPC: one call, whose message and answer are a flag byte, a length of four bytes and protobuf, over HTTP/2
 * with the status in the trailers. The SDK's sender does not show them whole: RetryInfo is there.
 */
final class GrpcTransport implements Transport {
    private static final MediaType TYPE = MediaType.get("application/grpc");
    private static final int PREFIX = 5;
    private static final Duration WRONG_ADDRESS = RetryAfter.LONGEST.dividedBy(10);

    private final EndpointSettings endpoint;
    private final OkHttpClient client;
    private final Request.Builder request;
    private volatile @Nullable Call current;
    private volatile boolean aborted;

    GrpcTransport(Signal signal, EndpointSettings endpoint) {
        this.endpoint = endpoint;
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .callTimeout(endpoint.timeout())
                .connectTimeout(endpoint.timeout())
                .readTimeout(endpoint.timeout())
                .writeTimeout(endpoint.timeout())
                // What is tried again is decided by the exporter, which counts.
                .retryOnConnectionFailure(false)
                .followRedirects(false);
        if (endpoint.isTls()) {
            Tls tls = Tls.of(endpoint);
            builder.sslSocketFactory(tls.context().getSocketFactory(), tls.trust())
                    .protocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
        } else {
            builder.protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
        }
        this.client = builder.build();
        this.request = new Request.Builder()
                .url(endpoint.endpoint().resolve(signal.grpcMethod()).toString())
                .header("te", "trailers");
        endpoint.headers().forEach(request::header);
        if (endpoint.gzip()) {
            request.header("grpc-encoding", "gzip");
        }
    }

    @Override
    public Answer send(byte[] message) {
        try {
            Call call = client.newCall(
                    request.post(RequestBody.create(framed(message), TYPE)).build());
            current = call;
            try (Response response = call.execute()) {
                return answer(response);
            }
        } catch (IOException failed) {
            return new Answer.Unavailable(aborted ? "the agent stops" : describe(failed));
        }
    }

    private byte[] framed(byte[] message) throws IOException {
        byte[] payload = message;
        if (endpoint.gzip()) {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(message.length / 4 + 64);
            try (GZIPOutputStream gzip = new GZIPOutputStream(compressed, 8192)) {
                gzip.write(message);
            }
            payload = compressed.toByteArray();
        }
        return ByteBuffer.allocate(PREFIX + payload.length)
                .put((byte) (endpoint.gzip() ? 1 : 0))
                .putInt(payload.length)
                .put(payload)
                .array();
    }

    private static Answer answer(Response response) throws IOException {
        if (response.code() != 200) {
            return new Answer.Unavailable(
                    "HTTP " + response.code() + ", not gRPC: check the endpoint and its headers", WRONG_ADDRESS);
        }
        byte[] body = response.body().source().readByteArray(bounded(response));
        GrpcStatus status =
                GrpcStatus.of(response.header("grpc-status") != null ? response.headers() : response.trailers());
        String reason = status.toString();
        return switch (status.code()) {
            case GrpcStatus.OK -> delivered(body);
            case GrpcStatus.RESOURCE_EXHAUSTED ->
                isTooLarge(status.message())
                        ? new Answer.TooLarge(reason)
                        : new Answer.Unavailable(reason, status.retryDelay().orElse(Duration.ZERO));
            case GrpcStatus.CANCELLED,
                    GrpcStatus.DEADLINE_EXCEEDED,
                    GrpcStatus.ABORTED,
                    GrpcStatus.OUT_OF_RANGE,
                    GrpcStatus.UNAVAILABLE,
                    GrpcStatus.DATA_LOSS ->
                new Answer.Unavailable(reason, status.retryDelay().orElse(Duration.ZERO));
            // Not the records are at fault but the address or the credentials. UNKNOWN is what an endpoint gives that
            // does not speak gRPC: it has no grpc-status.
            case GrpcStatus.UNAUTHENTICATED,
                    GrpcStatus.PERMISSION_DENIED,
                    GrpcStatus.UNIMPLEMENTED,
                    GrpcStatus.UNKNOWN ->
                new Answer.Unavailable(reason + ": check the endpoint and its headers", WRONG_ADDRESS);
            default -> new Answer.Refused(reason);
        };
    }

    /** In the words of grpc-go and of grpc-java: there is no code for it. */
    private static boolean isTooLarge(String message) {
        return message.contains("larger than max") || message.contains("exceeds maximum size");
    }

    /** Reads all that there is up to a bound: an endpoint that answers without end must not fill the memory. */
    private static long bounded(Response response) throws IOException {
        if (response.body().source().request(BoundedBody.LIMIT)) {
            throw new IOException("an answer of more than " + BoundedBody.LIMIT + " bytes");
        }
        return response.body().source().getBuffer().size();
    }

    private static Answer delivered(byte[] body) {
        if (body.length < PREFIX) {
            return new Answer.Delivered(0, "");
        }
        try {
            return PartialSuccess.read(message(body));
        } catch (MalformedMessage | IOException malformed) {
            return new Answer.Delivered(0, "gRPC OK with an answer that is not OTLP: " + malformed.getMessage());
        }
    }

    /** Receivers compress their answer as the request was. */
    private static byte[] message(byte[] body) throws IOException {
        if (body[0] == 0) {
            return Arrays.copyOfRange(body, PREFIX, body.length);
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body, PREFIX, body.length - PREFIX))) {
            return gzip.readNBytes(BoundedBody.LIMIT);
        }
    }

    private String describe(IOException failure) {
        if (failure instanceof SSLException) {
            return "TLS: " + failure.getMessage() + ": check the certificate and that the port speaks TLS";
        }
        if (failure instanceof ConnectException) {
            return "cannot connect: no receiver listens there";
        }
        if (failure instanceof InterruptedIOException) {
            return "no answer within " + endpoint.timeout().toMillis() + " ms";
        }
        if (failure instanceof UnknownHostException) {
            return "cannot connect: no address is known for the host "
                    + endpoint.endpoint().getHost();
        }
        // A port that wants TLS hangs up on clear text.
        return failure.getClass().getSimpleName() + ": " + failure.getMessage()
                + (endpoint.isTls() ? "" : ": check that the port speaks gRPC, and without TLS");
    }

    @Override
    public String target() {
        return endpoint.endpoint().toString();
    }

    @Override
    public void abort() {
        aborted = true;
        Call call = current;
        if (call != null) {
            call.cancel();
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
