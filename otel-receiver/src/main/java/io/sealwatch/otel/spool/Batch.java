// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.spool;

/**
 * One export request.
 *
 * @param request protobuf bytes, uncompressed
 * @param records how many records it has
 * @param processes whose records they are; a record without order is not in it
 */
public record Batch(byte[] request, int records, Buckets processes) {}
