// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * What every event says: when, and who.
 *
 * @param timeNanos boot clock, when the call returned
 * @param process the process that did it; {@link #SENSOR} for the sensor's own events
 * @param threadId thread id in the initial pid namespace
 * @param parentPid thread group id of the parent
 * @param userId in the initial user namespace
 * @param cgroupId of the process in the unified hierarchy
 * @param comm name of the thread, as it gave itself: never a proof of anything
 * @param truncated some name of this event was cut
 */
public record Header(
        long timeNanos,
        ProcessKey process,
        int threadId,
        int parentPid,
        int userId,
        long cgroupId,
        String comm,
        boolean truncated) {
    /** Stands for "no process": pid 0 is the idle task and never makes an event. */
    public static final ProcessKey SENSOR = new ProcessKey(0, 0);

    /** Header of an event of the sensor itself. */
    public static Header ofSensor(long timeNanos) {
        return new Header(timeNanos, SENSOR, 0, 0, 0, 0, "", false);
    }

    public boolean isSensor() {
        return process.equals(SENSOR);
    }
}
