// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.console;

import io.sealwatch.event.Detection;
import io.sealwatch.event.Header;
import io.sealwatch.event.ResponseTaken;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.pipeline.Sink;
import io.sealwatch.score.FlagSettings;
import java.io.OutputStream;

/**
 * The seed's table, one line an event. Every cell but the last has a fixed width, and names that processes chose cannot
 * break out of theirs.
 */
public final class TableSink implements Sink {
    private static final int PID = 7;
    private static final int SHORT = 4;
    private static final int TRESH = 5;
    private static final int COMM = 15;

    private static final String RESET = "\u001b[0m";
    private static final String DIM = "\u001b[2m";
    private static final String YELLOW = "\u001b[33m";
    private static final String RED = "\u001b[1;31m";
    private static final String ON_RED = "\u001b[1;37;41m";

    private final Output out;
    private final FlagSettings.Mode mode;
    private final boolean colour;
    private final StringBuilder line = new StringBuilder(256);
    private long shown;

    /**
     * @param out where to; closed with the sink
     * @param mode in classic mode PID is the thread, as in the seed
     * @param colour the reader is a terminal that wants it
     */
    public TableSink(OutputStream out, FlagSettings.Mode mode, boolean colour) {
        this.out = new Output(out);
        this.mode = mode;
        this.colour = colour;
        appendNumber("PID", PID);
        appendCell("TYPE", SHORT);
        appendCell("FLAG", SHORT);
        appendCell("PATT", SHORT);
        appendCell("TRESH", TRESH);
        appendCell("COMM", COMM);
        this.out.write(line.append("FILENAME\n"));
    }

    @Override
    public void accept(Observation observation) {
        String style = colour ? style(observation) : "";
        line.setLength(0);
        line.append(style);
        cells(observation);
        line.append(style.isEmpty() ? "" : RESET).append('\n');
        out.write(line);
        shown++;
    }

    /** Lines written so far, without the header. */
    public long shown() {
        return shown;
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        out.close();
    }

    private void cells(Observation observation) {
        Header header = observation.event().header();
        int pid = mode == FlagSettings.Mode.CLASSIC
                ? header.threadId()
                : header.process().pid();
        appendNumber(header.isSensor() ? "-" : Integer.toString(pid), PID);
        if (observation.event() instanceof Detection || observation.event() instanceof ResponseTaken) {
            // As wide as both columns and the blank between them.
            appendCell(EventText.type(observation.event()), SHORT + 1 + SHORT);
        } else {
            appendCell(EventText.type(observation.event()), SHORT);
            appendCell(observation.flags().severity().name(), SHORT);
        }
        int pattern = observation.flags().pattern();
        appendCell(pattern == 0 ? "-" : "P" + pattern, SHORT);
        appendCell(observation.flags().thresholdText(), TRESH);
        appendCell(header.isSensor() ? "-" : SafeText.of(header.comm()), COMM);
        line.append(EventText.object(observation.event()));
    }

    private void appendNumber(String text, int columns) {
        line.append(" ".repeat(Math.max(0, columns - text.length())))
                .append(text)
                .append(' ');
    }

    private void appendCell(String text, int columns) {
        SafeText.appendCell(line, text, columns);
        line.append(' ');
    }

    private static String style(Observation observation) {
        if (observation.event() instanceof ResponseTaken
                || (observation.event() instanceof Detection detection && detection.isAlarm())) {
            return ON_RED;
        }
        if (observation.event() instanceof Detection || !observation.event().succeeded()) {
            return DIM;
        }
        return switch (observation.flags().severity()) {
            case OK -> "";
            case MIN -> YELLOW;
            case MAJ -> RED;
        };
    }
}
