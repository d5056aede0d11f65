// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listener in Python stands for systemd: Java 17 has no datagram sockets in the file system. */
final class ServiceManagerTest {
    private static final String LISTENER = """
            import socket, sys
            listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            name = sys.argv[1]
            listener.bind('\\0' + name[1:] if name[0] == '@' else name)
            print('listening', flush=True)
            while True:
                print(listener.recv(4096).decode().replace('\\n', '|'), flush=True)
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void tellsThatItIsReadyAndBeatsTwiceAsOftenAsAsked() throws IOException {
        tells(folder.resolve("notify").toString());
    }

    @Test
    void tellsASocketThatLiesInNoFileSystem() throws IOException {
        tells("@sealwatch-test-" + ProcessHandle.current().pid());
    }

    private static void tells(String socket) throws IOException {
        Process systemd = new ProcessBuilder("python3", "-c", LISTENER, socket)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader heard = systemd.inputReader();
                ServiceManager manager =
                        new Started(heard).manager(Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "10000000"))) {
            long start = TimeUnit.HOURS.toNanos(1);
            manager.ready("watching");
            manager.beat(start);
            manager.beat(start + TimeUnit.SECONDS.toNanos(4));
            manager.beat(start + TimeUnit.SECONDS.toNanos(5));
            manager.stopping();
            assertThat(heard.readLine()).isEqualTo("READY=1|STATUS=watching");
            assertThat(heard.readLine()).isEqualTo("WATCHDOG=1");
            assertThat(heard.readLine()).isEqualTo("WATCHDOG=1");
            assertThat(heard.readLine()).isEqualTo("STOPPING=1");
        } finally {
            systemd.destroyForcibly();
        }
    }

    /** A listener that listens. */
    private record Started(BufferedReader heard) {
        private ServiceManager manager(Map<String, String> environment) throws IOException {
            assertThat(heard.readLine()).isEqualTo("listening");
            return ServiceManager.of(environment);
        }
    }

    @Test
    void isSilentWithoutAServiceManager() {
        try (ServiceManager manager = ServiceManager.of(Map.of())) {
            manager.ready("watching");
            manager.beat(TimeUnit.HOURS.toNanos(1));
        }
    }

    @Test
    void aManagerThatDoesNotListenDoesNotHinder() {
        try (ServiceManager manager = ServiceManager.of(
                Map.of("NOTIFY_SOCKET", folder.resolve("nobody").toString(), "WATCHDOG_USEC", "1000"))) {
            manager.beat(TimeUnit.HOURS.toNanos(1));
        }
    }
}
