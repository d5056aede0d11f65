// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guard;

import com.sun.jna.LastErrorException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Tells systemd how the service is, as sd_notify(3) does: one datagram to the socket that {@code NOTIFY_SOCKET} names.
 * Without that variable it tells nobody. Used by the thread that does the work: a heartbeat from any other would only
 * show that the other is alive.
 */
public final class ServiceManager implements AutoCloseable {
    private static final int FAMILY_BYTES = 2;
    private static final int LONGEST_PATH = 108;

    private final byte[] address;
    private final long beatEveryNanos;
    private final int socket;
    private long lastBeat;

    private ServiceManager(byte[] address, long beatEveryNanos) {
        this.address = address;
        this.beatEveryNanos = beatEveryNanos;
        this.socket = address.length == 0 ? -1 : LibC.socket(LibC.AF_UNIX, LibC.SOCK_DGRAM_CLOEXEC, 0);
    }

    /** As the environment says: {@code NOTIFY_SOCKET}, {@code WATCHDOG_USEC}. */
    public static ServiceManager of(Map<String, String> environment) {
        return new ServiceManager(
                address(environment.getOrDefault("NOTIFY_SOCKET", "")),
                interval(environment.getOrDefault("WATCHDOG_USEC", "")).toNanos());
    }

    /** Whom nobody asked to tell. */
    public static ServiceManager none() {
        return new ServiceManager(new byte[0], 0);
    }

    /** struct sockaddr_un; a name that begins with @ lies in no file system. */
    private static byte[] address(String path) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length >= LONGEST_PATH || (name[0] != '/' && name[0] != '@')) {
            return new byte[0];
        }
        boolean inNoFileSystem = name[0] == '@';
        if (inNoFileSystem) {
            name[0] = 0;
        }
        ByteBuffer address = ByteBuffer.allocate(FAMILY_BYTES + name.length + (inNoFileSystem ? 0 : 1))
                .order(ByteOrder.nativeOrder());
        return address.putShort((short) LibC.AF_UNIX).put(name).array();
    }

    /** Half of what systemd waits for; zero when it does not wait. */
    private static Duration interval(String microseconds) {
        try {
            return Duration.ofNanos(Long.parseLong(microseconds) * 1000 / 2);
        } catch (NumberFormatException notAsked) {
            return Duration.ZERO;
        }
    }

    /** The probes are attached and events are taken. */
    public void ready(String status) {
        send("READY=1\nSTATUS=" + status);
    }

    /** One line for {@code systemctl status}. */
    public void status(String status) {
        send("STATUS=" + status);
    }

    public void stopping() {
        send("STOPPING=1");
    }

    /**
     * Another walk of the ring is done; tells it when it is time.
     *
     * @param nanos {@link System#nanoTime()}
     */
    public void beat(long nanos) {
        if (beatEveryNanos > 0 && nanos - lastBeat >= beatEveryNanos) {
            lastBeat = nanos;
            send("WATCHDOG=1");
        }
    }

    private void send(String message) {
        if (socket < 0) {
            return;
        }
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        try {
            LibC.sendto(socket, bytes, bytes.length, LibC.MSG_NOSIGNAL, address, address.length);
        } catch (LastErrorException gone) {
            // A service manager that does not listen misses the beat and acts on that; there is no one else to tell.
            lastBeat = 0;
        }
    }

    @Override
    public void close() {
        if (socket >= 0) {
            LibC.close(socket);
        }
    }
}
