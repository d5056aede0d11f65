// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.spool;

/**
 * What a run that was killed had in memory.
 *
 * @param instanceId its {@code service.instance.id}
 * @param first lost records have numbers from this one; records in between can have arrived
 * @param last the number of the last record that it took
 * @param lost records that nobody has
 * @param inFlight records of a request that was on its way: the receiver has them, or nobody
 */
public record EarlierRun(String instanceId, long first, long last, long lost, long inFlight) {
    boolean isComplete() {
        return lost == 0 && inFlight == 0;
    }
}
