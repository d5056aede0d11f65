// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.record;

import static io.sealwatch.otel.record.ProtoWriter.varintSize;

import io.sealwatch.contract.AttributeWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Attributes as OTLP's {@code repeated KeyValue}, written as they come. The encoded names are kept. Used by one thread.
 *
 * <pre>
 * KeyValue   { string key = 1; AnyValue value = 2; }
 * AnyValue   { string = 1; bool = 2; int64 = 3; double = 4; ArrayValue = 5; }   one of them, zeros and "" included
 * ArrayValue { repeated AnyValue values = 1; }
 * </pre>
 */
final class ProtoAttributes implements AttributeWriter {
    private static final int KEY = 0x0A;
    private static final int VALUE = 0x12;
    private static final int STRING = 0x0A;
    private static final int BOOLEAN = 0x10;
    private static final int INTEGER = 0x18;
    private static final int REAL = 0x21;
    private static final int ARRAY = 0x2A;
    private static final int ITEM = 0x0A;

    private final ProtoWriter out;
    private final int field;
    private final Map<String, byte[]> names = new HashMap<>();

    /** @param field tag of the attributes in the message that they belong to */
    ProtoAttributes(ProtoWriter out, int field) {
        this.out = out;
        this.field = field;
    }

    @Override
    public void put(String name, String value) {
        byte[] text = utf8(value);
        int any = 1 + varintSize(text.length) + text.length;
        begin(name, any);
        out.bytes(STRING, text);
    }

    @Override
    public void put(String name, long value) {
        begin(name, 1 + varintSize(value));
        out.octet(INTEGER);
        out.varint(value);
    }

    @Override
    public void put(String name, double value) {
        begin(name, 1 + Double.BYTES);
        out.octet(REAL);
        out.fixed64(Double.doubleToRawLongBits(value));
    }

    @Override
    public void put(String name, boolean value) {
        begin(name, 2);
        out.octet(BOOLEAN);
        out.octet(value ? 1 : 0);
    }

    @Override
    public void put(String name, List<String> values) {
        out.octet(field);
        int keyValue = out.begin(1);
        out.raw(encoded(name));
        out.octet(VALUE);
        int any = out.begin(1);
        out.octet(ARRAY);
        int array = out.begin(1);
        for (int i = 0; i < values.size(); i++) {
            byte[] text = utf8(values.get(i));
            out.octet(ITEM);
            out.varint(1 + varintSize(text.length) + text.length);
            out.bytes(STRING, text);
        }
        out.end(array, 1);
        out.end(any, 1);
        out.end(keyValue, 1);
    }

    /** Everything up to the value, which has this many bytes. */
    private void begin(String name, int any) {
        byte[] key = encoded(name);
        out.octet(field);
        out.varint(key.length + 1 + varintSize(any) + any);
        out.raw(key);
        out.octet(VALUE);
        out.varint(any);
    }

    private byte[] encoded(String name) {
        byte[] known = names.get(name);
        if (known == null) {
            ProtoWriter key = new ProtoWriter();
            key.bytes(KEY, name.getBytes(StandardCharsets.UTF_8));
            known = key.toByteArray();
            names.put(name, known);
        }
        return known;
    }

    private static byte[] utf8(String value) {
        String bounded =
                value.length() <= FlatAttributes.MAX_VALUE ? value : value.substring(0, FlatAttributes.MAX_VALUE);
        return bounded.getBytes(StandardCharsets.UTF_8);
    }
}
