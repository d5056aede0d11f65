// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.record;

import static io.sealwatch.otel.record.ProtoWriter.varintSize;

import io.sealwatch.contract.AttributeWriter;
import io.sealwatch.contract.SharedAttributes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private final Map<String, Name> names = new HashMap<>();
    private Name last = new Name("", new byte[0]);

    /** A name as it is encoded, and the one that came after it last time. */
    private static final class Name {
        private final String text;
        private final byte[] key;
        private @Nullable Name next;

        Name(String text, byte[] key) {
            this.text = text;
            this.key = key;
        }
    }

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

    @Override
    public void put(SharedAttributes shared) {
        Optional<byte[]> kept = shared.encoded();
        if (kept.isPresent()) {
            out.raw(kept.get());
            return;
        }
        int start = out.size();
        shared.writeTo(this);
        shared.keep(out.since(start));
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

    /** Records of a kind have their attributes in the same order: the next name is mostly known without looking it up. */
    private byte[] encoded(String name) {
        Name next = last.next;
        // The contract's names are constants, so the same name is mostly the same object; if not, it is looked up.
        if (next == null || !isSame(next.text, name)) {
            next = names.computeIfAbsent(name, ProtoAttributes::named);
            last.next = next;
        }
        last = next;
        return next.key;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(String one, String other) {
        return one == other;
    }

    private static Name named(String name) {
        ProtoWriter key = new ProtoWriter();
        key.bytes(KEY, name.getBytes(StandardCharsets.UTF_8));
        return new Name(name, key.toByteArray());
    }

    private static byte[] utf8(String value) {
        String bounded =
                value.length() <= FlatAttributes.MAX_VALUE ? value : value.substring(0, FlatAttributes.MAX_VALUE);
        return bounded.getBytes(StandardCharsets.UTF_8);
    }
}
