// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.console;

import io.sealwatch.pipeline.Accounts;
import io.sealwatch.pipeline.SourceAccounts;
import java.util.Locale;

/** The line that a run ends with: what was produced, shown and lost, and where. It adds up. */
public final class AccountsSummary {
    private AccountsSummary() {}

    /**
     * @param accounts of the pipeline
     * @param source of the kernel side, read after the last poll
     * @param skipped events for which the output's format has no line
     */
    public static String of(Accounts accounts, SourceAccounts source, long skipped) {
        long lost = source.totalLost();
        long taken = accounts.received() + lost;
        long produced = Math.max(source.totalProduced(), taken);
        long shown = accounts.observed() + accounts.made() - skipped;
        StringBuilder line = new StringBuilder("sealwatch: ");
        line.append(number(produced)).append(" events produced");
        if (accounts.made() > 0) {
            line.append(" and ").append(number(accounts.made())).append(" of its own");
        }
        line.append(" = ").append(number(shown)).append(" shown");
        append(line, accounts.filtered(), " below the minimum severity");
        append(line, accounts.judged(), " reads that only the detector looks at");
        append(line, skipped, " that the format cannot show");
        append(line, accounts.malformed(), " unreadable");
        append(line, lost, " lost in the kernel (" + reasons(source) + ")");
        append(line, produced - taken, " left in the ring");
        if (lost + accounts.malformed() == 0) {
            line.append(", none lost");
        }
        if (accounts.sinkFailures() > 0) {
            line.append("; an output failed ")
                    .append(number(accounts.sinkFailures()))
                    .append(" times");
        }
        return line.toString();
    }

    private static String reasons(SourceAccounts source) {
        return source.missed().isEmpty()
                ? "ring full"
                : source.lost().isEmpty() ? "probes missed it" : "ring full, probes missed it";
    }

    private static void append(StringBuilder line, long count, String what) {
        if (count > 0) {
            line.append(" + ").append(number(count)).append(what);
        }
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
