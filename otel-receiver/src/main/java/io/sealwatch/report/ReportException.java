// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

/** There is nothing to report on; the message says why and what to give instead. */
public final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReportException(String message) {
        super(message);
    }
}
