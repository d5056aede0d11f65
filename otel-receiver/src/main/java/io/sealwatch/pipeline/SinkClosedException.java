// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.pipeline;

/** Whoever read a sink's output has gone, as {@code | head} does: the program ends quietly. */
public final class SinkClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SinkClosedException(String message, Throwable cause) {
        super(message, cause);
    }
}
