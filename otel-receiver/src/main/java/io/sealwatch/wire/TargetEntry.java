// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.wire;

import io.sealwatch.event.ProcessKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Keys and values of the map of processes under a verdict: {@code struct sw_target} and {@code sw_target_state}. */
public final class TargetEntry {
    public static final int KEY_BYTES = Layout.Target.BYTES;
    public static final int STATE_BYTES = Layout.TargetState.BYTES;

    private TargetEntry() {}

    public static void writeKey(ByteBuffer out, ProcessKey process) {
        ByteBuffer bytes = out.order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(Layout.Target.START_TICKS, process.startTicks());
        bytes.putInt(Layout.Target.PID, process.pid());
        bytes.putInt(Layout.Target.PID + Integer.BYTES, 0);
    }

    /** A new verdict that nothing was sent for yet. */
    public static void writeState(ByteBuffer out, long untilNanos, boolean withChildren) {
        ByteBuffer bytes = out.order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(Layout.TargetState.UNTIL, untilNanos);
        bytes.putLong(Layout.TargetState.SIGNALS, 0);
        bytes.putInt(Layout.TargetState.WITH_CHILDREN, withChildren ? 1 : 0);
        bytes.putInt(Layout.TargetState.WITH_CHILDREN + Integer.BYTES, 0);
    }

    /** Boot clock until which the verdict stands. */
    public static long until(ByteBuffer state) {
        return state.order(ByteOrder.LITTLE_ENDIAN).getLong(Layout.TargetState.UNTIL);
    }
}
