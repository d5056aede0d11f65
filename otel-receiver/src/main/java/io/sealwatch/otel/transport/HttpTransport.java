// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import io.sealwatch.otel.settings.EndpointSettings;
import io.sealwatch.otel.transport.ProtoReader.MalformedMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** OTLP over HTTP with protobuf bodies. */
final class HttpTransport implements Transport {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int EXCERPT = 200;
    private static final Pattern WANTS_TLS = Pattern.compile("HTTPS (server|port)|SSL-enabled");

    private final EndpointSettings endpoint;
    private final HttpClient client;
    private volatile @Nullable CompletableFuture<HttpResponse<byte[]>> current;

    HttpTransport(EndpointSettings endpoint) {
        this.endpoint = endpoint;
        Duration connect = endpoint.timeout().compareTo(CONNECT_TIMEOUT) < 0 ? endpoint.timeout() : CONNECT_TIMEOUT;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                // A redirected POST would lose its body; a moved endpoint is said, not followed.
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect);
        if (endpoint.isTls()) {
            builder.sslContext(Tls.of(endpoint).context());
        }
        this.client = builder.build();
    }

    @Override
    public Answer send(byte[] request) {
        CompletableFuture<HttpResponse<byte[]>> pending = null;
        try {
            pending = client.sendAsync(httpRequest(request), info -> new BoundedBody());
            current = pending;
            HttpResponse<byte[]> response = pending.get(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return answer(response);
        } catch (TimeoutException late) {
            pending.cancel(true);
            return new Answer.Unavailable(
                    "no answer within " + endpoint.timeout().toMillis() + " ms");
        } catch (CancellationException aborted) {
            return stopping();
        } catch (ExecutionException failed) {
            // Which of the two ways a cancelled request ends is up to the client.
            return failed.getCause() instanceof CancellationException
                    ? stopping()
                    : new Answer.Unavailable(describe(failed.getCause()));
        } catch (IOException failed) {
            return new Answer.Unavailable(describe(failed));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer.Unavailable("interrupted");
        }
    }

    private static Answer stopping() {
        return new Answer.Unavailable("the agent stops");
    }

    private HttpRequest httpRequest(byte[] request) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(endpoint.endpoint())
                .timeout(endpoint.timeout())
                .header("Content-Type", "application/x-protobuf");
        endpoint.headers().forEach(builder::setHeader);
        byte[] body = request;
        if (endpoint.gzip()) {
            builder.header("Content-Encoding", "gzip");
            body = gzip(request);
        }
        return builder.POST(BodySlices.of(body)).build();
    }

    private static byte[] gzip(byte[] request) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(request.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed, 8192)) {
            gzip.write(request);
        }
        return compressed.toByteArray();
    }

    private Answer answer(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return delivered(response);
        }
        if (status == 400 && !endpoint.isTls() && wantsTls(response)) {
            return new Answer.Unavailable(
                    "the port wants TLS: write https in the endpoint", RetryAfter.LONGEST.dividedBy(10));
        }
        String reason = "HTTP " + status + excerpt(response);
        return switch (status) {
            case 429, 502, 503, 504 ->
                new Answer.Unavailable(
                        reason,
                        response.headers()
                                .firstValue("Retry-After")
                                .map(text -> RetryAfter.parse(text, sentAt(response)))
                                .orElse(Duration.ZERO));
            case 413 -> new Answer.TooLarge(reason);
            // Not the records are at fault but the address or the credentials: what is kept now passes once they are
            // right.
            case 401, 403, 404, 405, 407 ->
                new Answer.Unavailable(
                        reason + ": check the endpoint and its headers", RetryAfter.LONGEST.dividedBy(10));
            default ->
                status >= 300 && status < 400
                        ? new Answer.Unavailable(reason + ": the endpoint has moved", RetryAfter.LONGEST.dividedBy(10))
                        : new Answer.Refused(reason);
        };
    }

    /** Go, nginx and Apache answer a request in clear text with 400 and a sentence, not always with a type. */
    private static boolean wantsTls(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        return !type.startsWith("application/")
                && WANTS_TLS.matcher(excerptOf(response.body())).find();
    }

    /** By the receiver's clock, which the date of a Retry-After is of; ours can be wrong or step. */
    private static Instant sentAt(HttpResponse<byte[]> response) {
        try {
            return response.headers()
                    .firstValue("Date")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .orElseGet(Instant::now);
        } catch (DateTimeException notADate) {
            return Instant.now();
        }
    }

    private static Answer delivered(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html")) {
            return new Answer.Unavailable(
                    "the answer is a web page, not OTLP: check the endpoint", RetryAfter.LONGEST.dividedBy(10));
        }
        if (type.startsWith("application/json") || response.body().length == 0) {
            return new Answer.Delivered(0, "");
        }
        try {
            return PartialSuccess.read(response.body());
        } catch (MalformedMessage malformed) {
            return new Answer.Delivered(
                    0, "HTTP " + response.statusCode() + " with an answer that is not OTLP: " + malformed.getMessage());
        }
    }

    private static String excerpt(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (response.body().length == 0 || !type.startsWith("text/plain") && !type.startsWith("application/json")) {
            return "";
        }
        return " (" + excerptOf(response.body()).replaceAll("\\s+", " ").strip() + ")";
    }

    private static String excerptOf(byte[] body) {
        return new String(body, 0, Math.min(EXCERPT, body.length), StandardCharsets.UTF_8);
    }

    private String describe(@Nullable Throwable failure) {
        if (failure instanceof SSLException tls) {
            return "TLS: " + tls.getMessage() + ": check the certificate and that the port speaks TLS";
        }
        if (failure instanceof HttpTimeoutException) {
            return "no answer within " + endpoint.timeout().toMillis() + " ms";
        }
        if (failure instanceof ConnectException && failure.getCause() instanceof UnresolvedAddressException) {
            return "cannot connect: no address is known for the host "
                    + endpoint.endpoint().getHost();
        }
        if (failure instanceof ConnectException) {
            return "cannot connect: no receiver listens there";
        }
        // A plain port that is spoken to in TLS answers in clear text or just hangs up, whichever comes first.
        if (failure instanceof IOException hangUp && endpoint.isTls()) {
            return "TLS or connection: " + hangUp.getMessage() + ": check that the port speaks TLS";
        }
        if (failure == null) {
            return "no reason given";
        }
        // A port that wants TLS can hang up on clear text before its answer was read.
        return failure.getClass().getSimpleName() + ": " + failure.getMessage()
                + (endpoint.isTls() ? "" : ": check that the port speaks HTTP, and without TLS");
    }

    @Override
    public String target() {
        return endpoint.endpoint().toString();
    }

    @Override
    public void abort() {
        CompletableFuture<HttpResponse<byte[]>> pending = current;
        if (pending != null) {
            pending.cancel(true);
        }
    }

    @Override
    public void close() {
        // The client ends its thread when it is no longer referenced.
    }
}
