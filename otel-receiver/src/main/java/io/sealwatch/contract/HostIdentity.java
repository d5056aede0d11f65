// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.contract;

import io.sealwatch.event.ProcessKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What makes a process of this host and boot unique in the world, and its times absolute.
 *
 * @param hostId stable id of the host, such as {@code /etc/machine-id}
 * @param hostName name of the host
 * @param bootId the kernel's id of this boot
 * @param bootEpochNanos nanoseconds since 1970 at which the boot clock read zero: the kernel clock is converted with it,
 *     once and for all
 */
public record HostIdentity(String hostId, String hostName, String bootId, long bootEpochNanos) {
    private static final int ENTITY_BYTES = 16;

    /** Boot clock to nanoseconds since 1970. */
    public long epochNanos(long bootNanos) {
        return bootEpochNanos + bootNanos;
    }

    /** Joins logs, spans and alerts of one process: a hash of host, pid and start time. */
    public String entityId(ProcessKey key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String input = hostId + '|' + bootId + '|' + key.pid() + '|' + key.startTicks();
            byte[] hash = digest.digest(input.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ENTITY_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** When the process started, ISO 8601 in UTC. */
    public String creationTime(ProcessKey key) {
        long nanos = epochNanos(key.startNanos());
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L))
                .toString();
    }
}
