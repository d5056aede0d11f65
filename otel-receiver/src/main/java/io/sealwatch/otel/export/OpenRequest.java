// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.export;

/** An OTLP export request that items are added to, one after the other. Used by one thread. */
public interface OpenRequest<T> {
    /** Adds an item behind the others; when it cannot be encoded, an exception says why and the request is as before. */
    void add(T item);

    /** Takes the last item out again; only once after {@link #add}. */
    void removeLast();

    /** Bytes of the request, or what they will probably be. */
    int bytes();

    /** The protobuf bytes of the request; it is empty afterwards. */
    byte[] take();
}
