// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.console;

import io.sealwatch.event.CryptoInitialized;
import io.sealwatch.event.Event;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.FileEvent;
import io.sealwatch.event.Header;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.pipeline.Sink;
import io.sealwatch.score.FlagSettings;
import io.sealwatch.score.SeedType;
import java.io.OutputStream;

/**
 * The seed's CSV, which notebooks read: opens, creates, deletes and encryptions. The four threshold columns are right, as
 * they are not in the seed's own files. A line has no place to say that its call failed, so failed calls are left out,
 * but not in classic mode: the seed has them.
 */
public final class CsvSink implements Sink {
    private static final String HEADER = "TS,PID,TYPE,FLAG,PATTERN,OPEN,CREATE,DELETE,ENCRYPT,FILENAME\n";

    private final Output out;
    private final FlagSettings.Mode mode;
    private final StringBuilder line = new StringBuilder(256);
    private long shown;
    private long skipped;

    /**
     * @param out where to; closed with the sink
     * @param mode in classic mode PID is the thread, as in the seed
     */
    public CsvSink(OutputStream out, FlagSettings.Mode mode) {
        this.out = new Output(out);
        this.mode = mode;
        this.out.write(HEADER);
    }

    @Override
    public void accept(Observation observation) {
        Event event = observation.event();
        SeedType type = SeedType.of(event.kind(), mode);
        boolean classic = mode == FlagSettings.Mode.CLASSIC;
        if (type == null || event.kind() == EventKind.FILE_OPENS || !(event.succeeded() || classic)) {
            skipped++;
            return;
        }
        Header header = event.header();
        line.setLength(0);
        line.append(header.timeNanos()).append(',');
        line.append(classic ? header.threadId() : header.process().pid()).append(',');
        line.append(type.ordinal()).append(',');
        line.append(observation.flags().severity().ordinal()).append(',');
        line.append(observation.flags().pattern()).append(',');
        for (int bit = 0; bit < SeedType.values().length; bit++) {
            line.append(observation.flags().thresholds() >> bit & 1).append(',');
        }
        appendField(name(event));
        out.write(line.append('\n'));
        shown++;
    }

    /** Lines written so far, without the header. */
    public long shown() {
        return shown;
    }

    /** Events for which the format has no line. */
    public long skipped() {
        return skipped;
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        out.close();
    }

    private static String name(Event event) {
        if (event instanceof CryptoInitialized crypto) {
            return crypto.function().symbol();
        }
        return event instanceof FileEvent file ? file.path().toString() : "";
    }

    private void appendField(String field) {
        boolean quoted = false;
        for (int i = 0; i < field.length() && !quoted; i++) {
            char c = field.charAt(i);
            quoted = c == ',' || c == '"' || c == '\n' || c == '\r';
        }
        if (quoted) {
            line.append('"').append(field.replace("\"", "\"\"")).append('"');
        } else {
            line.append(field);
        }
    }
}
