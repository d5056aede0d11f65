// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.export;

import io.sealwatch.otel.spool.RunAccount;
import java.util.EnumMap;
import java.util.Map;

/**
 * The books: every call moves records from one account to another, so the sum is right at every moment. What is in memory
 * is also in the account of the run, which outlives a killed process.
 */
final class Ledger {
    private final RunAccount run;
    private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    private long produced;
    private long recovered;
    private long delivered;
    private long spooled;
    private long queued;

    /** Where records wait. */
    enum Place {
        MEMORY,
        SPOOL
    }

    Ledger(RunAccount run) {
        this.run = run;
    }

    /** @param number of the record; numbers grow */
    synchronized void accepted(long number) {
        run.took(number);
        produced++;
        queued++;
    }

    /** Given up before the courier had them. */
    synchronized void turnedAway(DropReason reason, long records) {
        run.turnedAway(records);
        queued -= records;
        dropped.merge(reason, records, Long::sum);
    }

    synchronized void recovered(long records) {
        recovered += records;
        spooled += records;
    }

    synchronized void delivered(Place from, long records) {
        take(from, records);
        delivered += records;
    }

    synchronized void dropped(Place from, DropReason reason, long records) {
        if (records > 0) {
            take(from, records);
            dropped.merge(reason, records, Long::sum);
        }
    }

    synchronized void spooled(long records) {
        take(Place.MEMORY, records);
        spooled += records;
    }

    /** Back in memory. */
    synchronized void unspooled(long records) {
        run.unspooled(records);
        take(Place.SPOOL, records);
        queued += records;
    }

    private void take(Place from, long records) {
        if (from == Place.MEMORY) {
            run.settled(records);
            queued -= records;
        } else {
            spooled -= records;
        }
    }

    synchronized ExportAccounts snapshot() {
        return new ExportAccounts(produced, recovered, delivered, spooled, queued, dropped);
    }
}
