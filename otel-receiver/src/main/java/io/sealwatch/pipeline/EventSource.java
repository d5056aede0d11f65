// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.pipeline;

import java.time.Duration;

/** Where records come from: the live ring, or a recording. Used by one thread. */
public interface EventSource extends AutoCloseable {
    /**
     * Hands over what is there, in order, and waits for more when there is nothing.
     *
     * @param handler called on this thread for each record
     * @param maxWait how long to wait for a first record
     * @return how many records were handed over, -1 when there will never be another
     */
    int poll(RecordHandler handler, Duration maxWait);

    /** Makes no more records; what was made can still be polled, and the accounts no longer move. */
    void stop();

    /** What the source made and lost so far. */
    SourceAccounts accounts();

    @Override
    void close();
}
