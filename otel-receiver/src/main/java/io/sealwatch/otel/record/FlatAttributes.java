// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.record;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.sealwatch.contract.AttributeWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Attributes as they were written. The SDK's builder sorts and removes doubles, a third of the cost of a record; the
 * contract writes each name once.
 */
final class FlatAttributes implements Attributes, AttributeWriter {
    /** A kernel path has at most 4096 bytes; a command line is cut there, too. */
    static final int MAX_VALUE = 8192;

    private static final int USUAL = 32;

    private final AttributeKeys keys;
    private Object[] entries = new Object[2 * USUAL];
    private int size;

    FlatAttributes(AttributeKeys keys) {
        this.keys = keys;
    }

    @Override
    public void put(String name, String value) {
        add(keys.string(name), value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE));
    }

    @Override
    public void put(String name, long value) {
        add(keys.number(name), value);
    }

    @Override
    public void put(String name, double value) {
        add(keys.real(name), value);
    }

    @Override
    public void put(String name, boolean value) {
        add(keys.flag(name), value);
    }

    @Override
    public void put(String name, List<String> values) {
        add(keys.list(name), values);
    }

    private void add(AttributeKey<?> key, Object value) {
        if (2 * size == entries.length) {
            entries = Arrays.copyOf(entries, 2 * entries.length);
        }
        entries[2 * size] = key;
        entries[2 * size + 1] = value;
        size++;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T get(AttributeKey<T> key) {
        for (int i = 0; i < size; i++) {
            if (entries[2 * i].equals(key)) {
                return (T) entries[2 * i + 1];
            }
        }
        return null;
    }

    @Override
    public void forEach(BiConsumer<? super AttributeKey<?>, ? super Object> consumer) {
        for (int i = 0; i < size; i++) {
            consumer.accept((AttributeKey<?>) entries[2 * i], entries[2 * i + 1]);
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isEmpty() {
        return size == 0;
    }

    @Override
    public Map<AttributeKey<?>, Object> asMap() {
        Map<AttributeKey<?>, Object> map = new LinkedHashMap<>();
        forEach(map::put);
        return map;
    }

    @Override
    @SuppressWarnings("unchecked")
    public AttributesBuilder toBuilder() {
        AttributesBuilder builder = Attributes.builder();
        forEach((key, value) -> builder.put((AttributeKey<Object>) key, value));
        return builder;
    }
}
