// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.spool;

/**
 * One export request.
 *
 * @param request protobuf bytes, uncompressed
 * @param records how many records it has
 * @param processes whose records they are; a record without order is not in it
 * @param settlesBelow once this batch and all before it are settled, every record with a lower number is; 0 when it says
 *     nothing about that
 */
public record Batch(byte[] request, int records, Buckets processes, long settlesBelow) {
    /** One that says nothing about numbers. */
    public Batch(byte[] request, int records, Buckets processes) {
        this(request, records, processes, 0);
    }
}
