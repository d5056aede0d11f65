// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Cuts an OTLP export request in two halves of its records, for a receiver that finds it too large. Requests for logs,
 * traces and metrics have the same outer form: resource entries (1) that hold a resource (1) and scope entries (2) that
 * hold a scope (1) and records (2).
 */
public final class RequestSplitter {
    private static final int RESOURCE_ENTRY = 1;
    private static final int SCOPE_ENTRY = 2;
    private static final int RECORD = 2;

    private RequestSplitter() {}

    /**
     * @param records how many the request has
     * @return two requests with the first half (rounded down) and the rest, in order
     * @throws IllegalArgumentException when the bytes are no request or have fewer than two records
     */
    public static List<byte[]> halves(byte[] request, int records) {
        if (records < 2) {
            throw new IllegalArgumentException("one record cannot be split");
        }
        try {
            int middle = records / 2;
            return List.of(cut(request, 0, middle), cut(request, middle, Integer.MAX_VALUE));
        } catch (ProtoReader.MalformedMessage malformed) {
            throw new IllegalArgumentException("these bytes are no OTLP request: " + malformed.getMessage(), malformed);
        }
    }

    private static byte[] cut(byte[] request, int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(request.length);
        ProtoReader resources = new ProtoReader(request, 0, request.length);
        int seen = 0;
        while (resources.next()) {
            if (!resources.is(RESOURCE_ENTRY, true)) {
                continue;
            }
            ByteArrayOutputStream entry = new ByteArrayOutputStream(request.length);
            ProtoReader scopes = resources.message();
            while (scopes.next()) {
                if (scopes.is(SCOPE_ENTRY, true)) {
                    ByteArrayOutputStream scope = new ByteArrayOutputStream(request.length);
                    ProtoReader records = scopes.message();
                    while (records.next()) {
                        boolean record = records.is(RECORD, true);
                        if (!record || seen >= from && seen < to) {
                            verbatim(scope, request, records);
                        }
                        seen += record ? 1 : 0;
                    }
                    write(entry, SCOPE_ENTRY, scope.toByteArray());
                } else {
                    verbatim(entry, request, scopes);
                }
            }
            write(out, RESOURCE_ENTRY, entry.toByteArray());
        }
        return out.toByteArray();
    }

    private static void verbatim(ByteArrayOutputStream out, byte[] request, ProtoReader field) {
        out.write(request, field.fieldStart(), field.valueEnd() - field.fieldStart());
    }

    private static void write(ByteArrayOutputStream out, int field, byte[] value) {
        varint(out, field << 3 | 2);
        varint(out, value.length);
        out.writeBytes(value);
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            out.write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
