// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import java.nio.file.Path;

/** Makes the page. */
public final class Report {
    private final ReportModel model;
    private final long unreadable;

    private Report(ReportModel model, long unreadable) {
        this.model = model;
        this.unreadable = unreadable;
    }

    /**
     * Reads NDJSON as {@code run --output ndjson} writes it.
     *
     * @throws ReportException when no line of it is a record
     */
    public static Report ofNdjson(Path file) {
        NdjsonLines lines = new NdjsonLines(file);
        long[] range = {Long.MAX_VALUE, Long.MIN_VALUE};
        long unreadable = lines.forEach(line -> {
            range[0] = Math.min(range[0], line.millis());
            range[1] = Math.max(range[1], line.millis());
        });
        if (range[0] > range[1]) {
            throw new ReportException(
                    file + " has no record of Sealwatch: give what 'sealwatch run --output ndjson' wrote");
        }
        ReportModel model = new ReportModel(new TimeRange(range[0], range[1]));
        lines.forEach(model::add);
        return new Report(model, unreadable);
    }

    /**
     * The whole page: no other file and no network is needed to look at it.
     *
     * @param source name of what it was made from, shown at the end
     */
    public String html(String source) {
        return new Page(model, source, unreadable).html();
    }

    /** Activities that the sensor called ransomware. */
    public int detections() {
        return model.verdicts().size();
    }

    /** Records that the page stands on. */
    public long records() {
        return model.records();
    }
}
