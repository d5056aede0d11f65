// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.export;

/** Makes OTLP export requests of items. Used by one thread. */
public interface Encoder<T> {
    /** A bucket of {@link io.sealwatch.otel.spool.Buckets} for items that must stay in order, or {@link #UNORDERED}. */
    int UNORDERED = -1;

    /** A request without items; several can be open at a time. */
    OpenRequest<T> open();

    /** The number of an item for those that are told of a loss; 0 when items have none. Numbers grow from item to item. */
    long number(T item);

    /** Items of the same bucket leave in order. */
    int bucket(T item);
}
