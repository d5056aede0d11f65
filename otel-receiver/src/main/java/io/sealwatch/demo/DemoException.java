// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.demo;

/** The demo refuses to go on. The message says why and what to do. */
public final class DemoException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DemoException(String message) {
        super(message);
    }

    public DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
