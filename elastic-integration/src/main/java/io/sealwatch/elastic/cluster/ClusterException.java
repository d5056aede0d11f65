// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cluster;

/** Elasticsearch or Kibana could not do what was asked; the message says what failed, why and what to do. */
public final class ClusterException extends RuntimeException {

    /** What kind of failure it is, for the exit code and for those who can do something about it. */
    public enum Kind {
        /** No answer: wrong address, TLS, network. */
        UNREACHABLE,
        /** 401. */
        UNAUTHENTICATED,
        /** 403, or privileges found missing before anything was written. */
        FORBIDDEN,
        /** Too old, or not Elasticsearch at all. */
        UNSUPPORTED,
        /** 404. */
        NOT_FOUND,
        /** 409: somebody else writes at the same time. */
        CONFLICT,
        /** 429 or 503 that did not go away. */
        OVERLOADED,
        /** 400 and the rest. */
        REJECTED,
        /** This program will not do it; nothing was changed. */
        REFUSED
    }

    private final Kind kind;

    public ClusterException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public ClusterException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The failure that an HTTP status means. */
    public static ClusterException of(int status, String request, String reason) {
        Kind kind = switch (status) {
            case 401 -> Kind.UNAUTHENTICATED;
            case 403 -> Kind.FORBIDDEN;
            case 404 -> Kind.NOT_FOUND;
            case 409 -> Kind.CONFLICT;
            case 429, 502, 503, 504 -> Kind.OVERLOADED;
            default -> Kind.REJECTED;
        };
        return new ClusterException(kind, request + ": HTTP " + status + ": " + reason + hint(kind));
    }

    private static String hint(Kind kind) {
        return switch (kind) {
            case UNAUTHENTICATED ->
                ". The credentials are wrong or expired: check SEALWATCH_ELASTIC_API_KEY or user and" + " password.";
            case FORBIDDEN -> ". The privilege is missing: docs/elastic.md has the smallest role.";
            case CONFLICT -> ". Somebody else writes at the same time: run it again.";
            case OVERLOADED -> ". The cluster is too busy: run it again later, what is done stays done.";
            case UNREACHABLE, UNSUPPORTED, NOT_FOUND, REJECTED, REFUSED -> "";
        };
    }
}
