// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

/** A source of content is wrong; the message names the file and what to do. */
public final class ContentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ContentException(String message) {
        super(message);
    }

    ContentException(String message, Throwable cause) {
        super(message, cause);
    }
}
