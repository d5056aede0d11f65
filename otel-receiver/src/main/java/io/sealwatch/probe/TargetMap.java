// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.respond.KernelSide;
import io.sealwatch.wire.TargetEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * The processes under a verdict, where the probes look them up. Bounded; what does not fit is refused and said, nothing is
 * evicted. Used by one thread.
 */
final class TargetMap implements KernelSide, AutoCloseable {
    private final int fd;
    private final Pointer bss;
    private final int untilAt;
    private final int signalsAt;
    private final int refusalsAt;
    private final int noRoomAt;
    private final Memory key = new Memory(TargetEntry.KEY_BYTES);
    private final Memory state = new Memory(TargetEntry.STATE_BYTES);
    private long until;

    /** @param bss the probes' variables */
    TargetMap(ProbeObject object, Pointer bss) {
        this.fd = object.mapFd("sw_targets");
        this.bss = bss;
        this.untilAt = object.globalOffset(".bss", "sw_respond_until");
        this.signalsAt = object.globalOffset(".bss", "sw_respond_signals");
        this.refusalsAt = object.globalOffset(".bss", "sw_respond_refusals");
        this.noRoomAt = object.globalOffset(".bss", "sw_respond_no_room");
    }

    @Override
    public boolean condemn(ProcessKey process, Reach reach, long nowNanos) {
        long untilNanos = nowNanos + LASTS_NANOS;
        write(process, reach, untilNanos);
        int result = LibBpf.bpf_map_update_elem(fd, key, state, 0);
        if (result != 0) {
            forgetVoid(nowNanos);
            write(process, reach, untilNanos);
            result = LibBpf.bpf_map_update_elem(fd, key, state, 0);
        }
        if (result == 0 && untilNanos > until) {
            until = untilNanos;
            bss.setLong(untilAt, until);
        }
        return result == 0;
    }

    private void write(ProcessKey process, Reach reach, long untilNanos) {
        TargetEntry.writeKey(key.getByteBuffer(0, key.size()), process);
        TargetEntry.writeState(state.getByteBuffer(0, state.size()), untilNanos, reach == Reach.WITH_CHILDREN);
    }

    @Override
    public void settle(long nowNanos) {
        if (until != 0 && nowNanos > until) {
            until = 0;
            bss.setLong(untilAt, 0);
            forgetVoid(nowNanos);
        }
    }

    /** Removes verdicts that were over before this time. */
    private void forgetVoid(long beforeNanos) {
        List<byte[]> over = new ArrayList<>();
        boolean first = true;
        while (LibBpf.bpf_map_get_next_key(fd, first ? null : key, key) == 0) {
            first = false;
            if (LibBpf.bpf_map_lookup_elem(fd, key, state) == 0
                    && TargetEntry.until(state.getByteBuffer(0, state.size())) < beforeNanos) {
                over.add(key.getByteArray(0, TargetEntry.KEY_BYTES));
            }
        }
        for (byte[] each : over) {
            key.write(0, each, 0, each.length);
            LibBpf.bpf_map_delete_elem(fd, key);
        }
    }

    @Override
    public Counts counts() {
        return new Counts(bss.getLong(signalsAt), bss.getLong(refusalsAt), bss.getLong(noRoomAt));
    }

    @Override
    public void close() {
        key.close();
        state.close();
    }
}
