// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.pipeline;

import io.sealwatch.event.EventKind;
import java.util.Map;

/**
 * What the kernel side counted, per kind and since the start.
 *
 * @param produced records that the probes made, the lost ones included
 * @param lost records that the ring had no room for
 */
public record SourceAccounts(Map<EventKind, Long> produced, Map<EventKind, Long> lost) {
    public static final SourceAccounts NONE = new SourceAccounts(Map.of(), Map.of());

    public SourceAccounts {
        produced = Map.copyOf(produced);
        lost = Map.copyOf(lost);
    }

    public long totalProduced() {
        return produced.values().stream().mapToLong(Long::longValue).sum();
    }

    public long totalLost() {
        return lost.values().stream().mapToLong(Long::longValue).sum();
    }
}
