// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * What was done to one process because of a verdict, or would have been, or was refused.
 *
 * @param header of the process that it was done to
 * @param activityId the activity of the verdict
 * @param action what was done; {@link Action#NONE} when it was refused
 * @param outcome what became of it
 * @param role what the process has to do with the activity
 * @param reason why it was refused or failed, empty otherwise
 * @param delayNanos from the event that tipped the verdict to the signal, 0 when none was sent
 * @param reasons the verdict's
 * @param filesAffected files of users changed until the verdict
 */
public record ResponseTaken(
        Header header,
        String activityId,
        Action action,
        Outcome outcome,
        Suspect.Role role,
        String reason,
        long delayNanos,
        java.util.List<String> reasons,
        long filesAffected)
        implements SensorEvent {
    private static final int EPERM = 1;

    /** What was done. */
    public enum Action {
        NONE,
        WOULD_STOP,
        WOULD_KILL,
        STOP,
        KILL;

        /** As it appears in telemetry. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What became of it. */
    public enum Outcome {
        /** The signal was sent. */
        SIGNALLED,
        /** The signal was sent, but the probes have no room for the process: what it does until then is not refused. */
        SIGNALLED_ONLY,
        /** A dry run. */
        NOT_DONE,
        /** It is never touched. */
        PROTECTED,
        /** It only started those who did it. */
        SPARED,
        /** The kernel did not send the signal. */
        FAILED,
        /** Somebody let the stopped process go on. */
        CONTINUED;

        /** As it appears in telemetry. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public ResponseTaken {
        reasons = java.util.List.copyOf(reasons);
    }

    @Override
    public EventKind kind() {
        return EventKind.RESPONSE;
    }

    @Override
    public int errno() {
        return outcome == Outcome.PROTECTED || outcome == Outcome.SPARED || outcome == Outcome.FAILED ? EPERM : 0;
    }
}
