// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import io.sealwatch.pipeline.EventSource;
import io.sealwatch.pipeline.RecordHandler;
import io.sealwatch.pipeline.SourceAccounts;
import java.time.Duration;

/** A live source whose records and accounts are written down on their way. */
final class RecordedEvents implements EventSource {
    private final EventSource source;
    private final RecordingWriter writer;

    RecordedEvents(EventSource source, RecordingWriter writer) {
        this.source = source;
        this.writer = writer;
    }

    @Override
    public int poll(RecordHandler handler, Duration maxWait) {
        int records = source.poll(writer.tee(handler), maxWait);
        if (records <= 0) {
            writer.flush();
        }
        return records;
    }

    @Override
    public void stop() {
        source.stop();
    }

    @Override
    public SourceAccounts accounts() {
        SourceAccounts accounts = source.accounts();
        writer.accounts(accounts);
        return accounts;
    }

    @Override
    public void close() {
        source.close();
    }
}
