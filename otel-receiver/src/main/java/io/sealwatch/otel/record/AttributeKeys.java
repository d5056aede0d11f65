// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.record;

import io.opentelemetry.api.common.AttributeKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One key object per name: it keeps the encoded name. Used by one thread. */
final class AttributeKeys {
    private final Map<String, AttributeKey<String>> strings = new HashMap<>();
    private final Map<String, AttributeKey<Long>> longs = new HashMap<>();
    private final Map<String, AttributeKey<Double>> doubles = new HashMap<>();
    private final Map<String, AttributeKey<Boolean>> booleans = new HashMap<>();
    private final Map<String, AttributeKey<List<String>>> lists = new HashMap<>();

    AttributeKey<String> string(String name) {
        return key(strings, name, AttributeKey::stringKey);
    }

    AttributeKey<Long> number(String name) {
        return key(longs, name, AttributeKey::longKey);
    }

    AttributeKey<Double> real(String name) {
        return key(doubles, name, AttributeKey::doubleKey);
    }

    AttributeKey<Boolean> flag(String name) {
        return key(booleans, name, AttributeKey::booleanKey);
    }

    AttributeKey<List<String>> list(String name) {
        return key(lists, name, AttributeKey::stringArrayKey);
    }

    private static <T> AttributeKey<T> key(
            Map<String, AttributeKey<T>> known, String name, Function<String, AttributeKey<T>> make) {
        AttributeKey<T> key = known.get(name);
        if (key == null) {
            key = make.apply(name);
            known.put(name, key);
        }
        return key;
    }
}
