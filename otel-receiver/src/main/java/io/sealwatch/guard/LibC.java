// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guard;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.NullUnmarked;

/** The functions of libc that Java has no equivalent for, under their C names. They throw with the errno on failure. */
@NullUnmarked
final class LibC {
    static final int AF_UNIX = 1;
    /** Datagrams, closed on exec. */
    static final int SOCK_DGRAM_CLOEXEC = 2 | 02000000;

    static final int MSG_NOSIGNAL = 0x4000;
    static final int PR_SET_NO_NEW_PRIVS = 38;

    static {
        Native.register(LibC.class, "c");
    }

    private LibC() {}

    static native int prctl(int option, long argument2, long argument3, long argument4, long argument5)
            throws LastErrorException;

    /** Of the calling thread only; the kernel knows no other way. */
    static native int capget(Pointer header, Pointer data) throws LastErrorException;

    /** Of the calling thread only. */
    static native int capset(Pointer header, Pointer data) throws LastErrorException;

    static native long syscall(long number, long argument1, long argument2, Pointer argument3)
            throws LastErrorException;

    static native int socket(int domain, int type, int protocol) throws LastErrorException;

    static native long sendto(int socket, byte[] message, long length, int flags, byte[] address, int addressLength)
            throws LastErrorException;

    static native int close(int fd);

    /** Takes one number; not declared to throw: what cannot be had is done without. */
    static native int fcntl(int fd, int command, int argument);

    static native int geteuid();

    /** Of the whole process; returns what it was. */
    static native int umask(int mask);
}
