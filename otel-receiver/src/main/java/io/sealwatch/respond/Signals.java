// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.respond;

import java.util.Optional;

/** Signals to processes that cannot be taken for others. */
public interface Signals {
    int SIGKILL = 9;
    int SIGSTOP = 19;

    /** A process that stays the same one, even when its pid is given away. */
    interface Hold extends AutoCloseable {
        /** 0 when it was sent, otherwise the errno. */
        int send(int signal);

        @Override
        void close();
    }

    /** Takes hold of whoever has this pid now; empty when nobody has. */
    Optional<Hold> hold(int pid);
}
