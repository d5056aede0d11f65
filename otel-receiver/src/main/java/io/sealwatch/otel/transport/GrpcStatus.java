// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import okhttp3.Headers;

/**
 * How a gRPC call ended, as its trailers say it.
 *
 * @param code of {@code grpc-status}; {@link #UNKNOWN} when there is none
 * @param message of {@code grpc-message}
 * @param retryDelay of a RetryInfo in {@code grpc-status-details-bin}; empty when there is none
 */
record GrpcStatus(int code, String message, Optional<Duration> retryDelay) {
    static final int OK = 0;
    static final int CANCELLED = 1;
    static final int UNKNOWN = 2;
    static final int DEADLINE_EXCEEDED = 4;
    static final int PERMISSION_DENIED = 7;
    static final int RESOURCE_EXHAUSTED = 8;
    static final int ABORTED = 10;
    static final int OUT_OF_RANGE = 11;
    static final int UNIMPLEMENTED = 12;
    static final int UNAVAILABLE = 14;
    static final int DATA_LOSS = 15;
    static final int UNAUTHENTICATED = 16;

    private static final String[] NAMES = {
        "OK",
        "CANCELLED",
        "UNKNOWN",
        "INVALID_ARGUMENT",
        "DEADLINE_EXCEEDED",
        "NOT_FOUND",
        "ALREADY_EXISTS",
        "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION",
        "ABORTED",
        "OUT_OF_RANGE",
        "UNIMPLEMENTED",
        "INTERNAL",
        "UNAVAILABLE",
        "DATA_LOSS",
        "UNAUTHENTICATED"
    };
    private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";
    private static final int DETAILS = 3;
    private static final int TYPE = 1;
    private static final int VALUE = 2;
    private static final int RETRY_DELAY = 1;
    private static final int SECONDS = 1;
    private static final int NANOS = 2;

    /** @param trailers the headers of a response that has nothing else are its trailers */
    static GrpcStatus of(Headers trailers) {
        String code = trailers.get("grpc-status");
        String message = trailers.get("grpc-message");
        String details = trailers.get("grpc-status-details-bin");
        return new GrpcStatus(
                code == null ? UNKNOWN : code(code),
                message == null ? "" : decoded(message),
                details == null ? Optional.empty() : retryDelay(details));
    }

    private static int code(String text) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : UNKNOWN;
    }

    /** Percent-encoded, where a plus is a plus. */
    private static String decoded(String message) {
        try {
            return URLDecoder.decode(message.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return message;
        }
    }

    private static Optional<Duration> retryDelay(String base64) {
        try {
            byte[] status = Base64.getDecoder().decode(base64);
            ProtoReader fields = new ProtoReader(status, 0, status.length);
            while (fields.next()) {
                if (fields.is(DETAILS, true)) {
                    Optional<Duration> delay = ofRetryInfo(status, fields.message());
                    if (delay.isPresent()) {
                        return delay;
                    }
                }
            }
        } catch (IllegalArgumentException | ProtoReader.MalformedMessage unreadable) {
            // Details are an extra: without them our own back-off decides.
        }
        return Optional.empty();
    }

    private static Optional<Duration> ofRetryInfo(byte[] status, ProtoReader any) {
        boolean retryInfo = false;
        Optional<Duration> delay = Optional.empty();
        while (any.next()) {
            if (any.is(TYPE, true)) {
                retryInfo = RETRY_INFO.equals(new String(
                        status, any.valueStart(), any.valueEnd() - any.valueStart(), StandardCharsets.UTF_8));
            } else if (any.is(VALUE, true)) {
                ProtoReader info = any.message();
                while (info.next()) {
                    delay = info.is(RETRY_DELAY, true) ? Optional.of(duration(info.message())) : delay;
                }
            }
        }
        return retryInfo ? delay : Optional.empty();
    }

    private static Duration duration(ProtoReader fields) {
        long seconds = 0;
        long nanos = 0;
        while (fields.next()) {
            seconds = fields.is(SECONDS, false) ? fields.number() : seconds;
            nanos = fields.is(NANOS, false) ? fields.number() : nanos;
        }
        // Whatever it says, it is neither the past nor silence for good.
        Duration asked = Duration.ofSeconds(Math.max(0, Math.min(seconds, RetryAfter.LONGEST.toSeconds())))
                .plusNanos(Math.max(0, Math.min(nanos, 999_999_999)));
        return asked.compareTo(RetryAfter.LONGEST) > 0 ? RetryAfter.LONGEST : asked;
    }

    @Override
    public String toString() {
        String name = code < NAMES.length ? NAMES[code] : "status " + code;
        return "gRPC " + name + (message.isEmpty() ? "" : " (" + message + ")");
    }
}
