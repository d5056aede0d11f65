// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.LastErrorException;
import io.sealwatch.respond.Signals;
import java.util.Optional;

/** Signals through pidfds: what was opened stays the same process, whoever gets its number later. */
public final class PidSignals implements Signals {
    private static final long PIDFD_SEND_SIGNAL = 424;
    private static final long PIDFD_OPEN = 434;

    @Override
    public Optional<Hold> hold(int pid) {
        try {
            return Optional.of(new PidFd((int) LibC.syscall(PIDFD_OPEN, pid, 0, 0, 0)));
        } catch (LastErrorException gone) {
            return Optional.empty();
        }
    }

    private record PidFd(int fd) implements Hold {
        @Override
        public int send(int signal) {
            try {
                LibC.syscall(PIDFD_SEND_SIGNAL, fd, signal, 0, 0);
                return 0;
            } catch (LastErrorException failure) {
                return failure.getErrorCode();
            }
        }

        @Override
        public void close() {
            LibC.close(fd);
        }
    }
}
