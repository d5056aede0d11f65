// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

/** A recording cannot be written or begun to be read; the message says which, why and what to do. */
public final class RecordingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RecordingException(String message) {
        super(message);
    }

    public RecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
