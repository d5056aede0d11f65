// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import io.sealwatch.contract.HostIdentity;
import java.nio.ByteBuffer;

/**
 * Where and when a recording was made.
 *
 * @param abiVersion of the kernel side whose records it holds
 * @param host identity, with the offset of its boot clock
 * @param recordedAtNanos nanoseconds since 1970 at its begin
 * @param sensorVersion of the program that made it
 */
public record RecordingHeader(int abiVersion, HostIdentity host, long recordedAtNanos, String sensorVersion) {
    void write(FrameBuffer out) {
        out.putInt(abiVersion)
                .putLong(host.bootEpochNanos())
                .putLong(recordedAtNanos)
                .putText(host.hostId())
                .putText(host.hostName())
                .putText(host.bootId())
                .putText(sensorVersion);
    }

    static RecordingHeader read(ByteBuffer in) {
        int abiVersion = in.getInt();
        long bootEpochNanos = in.getLong();
        long recordedAtNanos = in.getLong();
        String hostId = Frames.text(in);
        String hostName = Frames.text(in);
        String bootId = Frames.text(in);
        return new RecordingHeader(
                abiVersion,
                new HostIdentity(hostId, hostName, bootId, bootEpochNanos),
                recordedAtNanos,
                Frames.text(in));
    }
}
