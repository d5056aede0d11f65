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
 * @param degraded events were lost around it, so counts are lower bounds
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
        boolean degraded,
        java.util.List<Suspect> suspects)
        implements SensorEvent {
    @Override
    public EventKind kind() {
        return EventKind.DETECTION;
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
            boolean degraded) {
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
                degraded,
                java.util.List.of());
    }
}
