// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.episode;

import java.util.LinkedHashMap;
import java.util.Map;

/** Forgets what was not used longest. */
final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
    private final int limit;

    BoundedMap(int limit) {
        super(64, 0.75f, true);
        this.limit = limit;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > limit;
    }
}
