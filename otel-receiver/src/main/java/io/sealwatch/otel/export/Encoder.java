// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.export;

import java.util.List;

/** Makes an OTLP export request of items. Used by one thread. */
public interface Encoder<T> {
    /** A bucket of {@link io.sealwatch.otel.spool.Buckets} for items that must stay in order, or {@link #UNORDERED}. */
    int UNORDERED = -1;

    /** The protobuf bytes of one request with these items, in this order. */
    byte[] encode(List<T> items);

    /** The number of an item for those that are told of a loss; 0 when items have none. Numbers grow from item to item. */
    long number(T item);

    /** Items of the same bucket leave in order. */
    int bucket(T item);
}
