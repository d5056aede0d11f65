// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.export;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What people are told: a change at once, a loss at once and then once a minute with its count. */
final class Notices {
    private static final long AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String signal;
    private final Consumer<String> out;
    private final LongSupplier nanos;
    private final Map<DropReason, Pending> losses = new EnumMap<>(DropReason.class);
    private final Map<String, String> problems = new HashMap<>();
    private String lastWarning = "";

    private record Pending(long records, long saidAt) {}

    Notices(String signal, Consumer<String> out, LongSupplier nanos) {
        this.signal = signal;
        this.out = out;
        this.nanos = nanos;
    }

    /** Says that a target cannot be reached, once per reason. */
    synchronized void away(String target, String reason, String where) {
        if (!reason.equals(problems.put(target, reason))) {
            out.accept(signal + " cannot be delivered to " + target + ": " + reason + ". Records wait " + where + ".");
        }
    }

    /** Says once that the target is back. */
    synchronized void back(String target, long spooled) {
        if (problems.remove(target) != null) {
            out.accept(signal + " are delivered to " + target + " again; " + spooled + " records wait in the spool.");
        }
    }

    /** Passes on what the receiver says about records that it took, once per message. */
    synchronized void warned(String target, String message) {
        if (!message.equals(lastWarning)) {
            lastWarning = message;
            out.accept(signal + ": " + target + " took the records and says: " + message);
        }
    }

    synchronized void lost(DropReason reason, long records, String detail) {
        Pending before = losses.get(reason);
        long now = nanos.getAsLong();
        long count = records + (before == null ? 0 : before.records());
        if (before != null && now - before.saidAt() < AGAIN_NANOS) {
            losses.put(reason, new Pending(count, before.saidAt()));
            return;
        }
        losses.put(reason, new Pending(0, now));
        out.accept(signal + ": " + count + " records were dropped (" + reason.label() + ")"
                + (detail.isEmpty() ? "." : ": " + detail));
    }

    void say(String message) {
        out.accept(signal + ": " + message);
    }
}
