// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.pipeline;

import io.sealwatch.event.EventKind;
import java.util.Map;

/**
 * What the kernel side counted, per kind and since the start.
 *
 * @param produced records that the probes made, the lost ones included
 * @param lost records that the ring had no room for
 * @param missed runs of probes that the kernel left out: at most as many records that were not even made
 */
public record SourceAccounts(Map<EventKind, Long> produced, Map<EventKind, Long> lost, Map<EventKind, Long> missed) {
    public static final SourceAccounts NONE = new SourceAccounts(Map.of(), Map.of());

    public SourceAccounts {
        produced = Map.copyOf(produced);
        lost = Map.copyOf(lost);
        missed = Map.copyOf(missed);
    }

    /** Nothing was left out. */
    public SourceAccounts(Map<EventKind, Long> produced, Map<EventKind, Long> lost) {
        this(produced, lost, Map.of());
    }

    /** What there was to be seen: made or missed. */
    public long totalProduced() {
        return sum(produced) + sum(missed);
    }

    /** Of {@link #totalProduced()} what does not arrive: no room, or missed. */
    public long totalLost() {
        return sum(lost) + sum(missed);
    }

    private static long sum(Map<EventKind, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
