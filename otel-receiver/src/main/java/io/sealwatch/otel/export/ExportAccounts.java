// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.export;

import java.util.EnumMap;
import java.util.Map;

/**
 * Where the records of one signal are, at one moment. {@code produced + recovered = delivered + spooled + queued +
 * dropped}, always.
 *
 * @param produced given to the exporter since the start
 * @param recovered found in the spool at the start
 * @param delivered acknowledged by the receiver
 * @param spooled waiting on disk
 * @param queued waiting in memory or on their way
 * @param dropped given up, by reason
 */
public record ExportAccounts(
        long produced, long recovered, long delivered, long spooled, long queued, Map<DropReason, Long> dropped) {
    public static final ExportAccounts NONE = new ExportAccounts(0, 0, 0, 0, 0, Map.of());

    public ExportAccounts {
        EnumMap<DropReason, Long> copy = new EnumMap<>(DropReason.class);
        copy.putAll(dropped);
        dropped = java.util.Collections.unmodifiableMap(copy);
    }

    public long totalDropped() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    public long dropped(DropReason reason) {
        return dropped.getOrDefault(reason, 0L);
    }

    /** Whether every record is accounted for; it is a defect when not. */
    public boolean isBalanced() {
        return produced + recovered == delivered + spooled + queued + totalDropped();
    }
}
