// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

/**
 * From the first to the last record.
 *
 * @param first milliseconds since 1970
 * @param last not before the first
 */
record TimeRange(long first, long last) {
    long length() {
        return Math.max(1, last - first + 1);
    }

    /** In which of so many equal parts a moment is. */
    int part(long millis, int parts) {
        long clamped = Math.min(Math.max(millis, first), last);
        return (int) Math.min(parts - 1, (clamped - first) * parts / length());
    }

    /** Where a moment is, 0 to 1. */
    double position(long millis) {
        return Math.min(1, Math.max(0, (double) (millis - first) / length()));
    }
}
