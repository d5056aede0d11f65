// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * The verdict that an activity encrypts or destroys what users own.
 *
 * @param header of the event that tipped it: time and process
 * @param activityId stable for the activity, which can be many processes
 * @param ruleName what people read
 * @param ruleId UUID of the rule
 * @param score 0 to 100
 * @param reasons why, each a short phrase
 * @param techniques MITRE ATT&amp;CK ids
 * @param filesAffected distinct files of users changed so far
 * @param processes processes that took part so far
 * @param update 0 for the first report of the activity, then counting
 * @param lost events that were lost in the minute before it: above 0, counts are lower bounds
 * @param exception why it is no alarm, as whoever made the exception wrote it; empty for an alarm
 * @param suspects the processes of the activity that may still live, workers first; not reported
 */
public record Detection(
        Header header,
        String activityId,
        String ruleName,
        String ruleId,
        double score,
        java.util.List<String> reasons,
        java.util.List<String> techniques,
        long filesAffected,
        int processes,
        int update,
        long lost,
        String exception,
        java.util.List<Suspect> suspects)
        implements SensorEvent {
    @Override
    public EventKind kind() {
        return EventKind.DETECTION;
    }

    /** Events were lost around it, so counts are lower bounds. */
    public boolean degraded() {
        return lost > 0;
    }

    /** People have to look at it. */
    public boolean isAlarm() {
        return exception.isEmpty();
    }

    public Detection {
        reasons = java.util.List.copyOf(reasons);
        techniques = java.util.List.copyOf(techniques);
        suspects = java.util.List.copyOf(suspects);
    }

    /** A verdict about processes that nobody will ask for. */
    public Detection(
            Header header,
            String activityId,
            String ruleName,
            String ruleId,
            double score,
            java.util.List<String> reasons,
            java.util.List<String> techniques,
            long filesAffected,
            int processes,
            int update,
            long lost,
            String exception) {
        this(
                header,
                activityId,
                ruleName,
                ruleId,
                score,
                reasons,
                techniques,
                filesAffected,
                processes,
                update,
                lost,
                exception,
                java.util.List.of());
    }
}
