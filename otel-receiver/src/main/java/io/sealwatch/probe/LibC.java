// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.NullUnmarked;

/** The functions of libc that Java has no equivalent for, under their C names. They throw with the errno on failure. */
@NullUnmarked
final class LibC {
    static final int PROT_READ = 1;
    static final int PROT_WRITE = 2;
    static final int MAP_SHARED = 1;
    static final int EPOLLIN = 1;
    static final int EPOLL_CTL_ADD = 1;
    static final int SC_PAGESIZE = 30;

    static {
        Native.register(LibC.class, "c");
    }

    private LibC() {}

    static native Pointer mmap(Pointer address, long length, int protection, int flags, int fd, long offset)
            throws LastErrorException;

    static native int munmap(Pointer address, long length) throws LastErrorException;

    static native long sysconf(int name);

    static native int epoll_create1(int flags) throws LastErrorException;

    static native int epoll_ctl(int epoll, int operation, int fd, Pointer event) throws LastErrorException;

    /** Not declared to throw: an interrupted wait (EINTR) is a normal end. */
    static native int epoll_wait(int epoll, Pointer events, int maxEvents, int timeoutMillis);

    static native int close(int fd);

    /** Nice value; not declared to throw: -1 is one, too. */
    static native int getpriority(int which, int who);

    /** Of one thread when {@code which} is 0: {@code who} is its id. */
    static native int setpriority(int which, int who, int priority) throws LastErrorException;

    static native int prctl(int option, long second, long third, long fourth, long fifth) throws LastErrorException;

    /** The kernel's own number for what libc has no name for; all arguments are passed as registers. */
    static native long syscall(long number, long first, long second, long third, long fourth) throws LastErrorException;

    static native int clock_gettime(int clock, Pointer time) throws LastErrorException;

    static native int mount(String source, String target, String type, long flags, Pointer data)
            throws LastErrorException;

    /** For libbpf's messages, which come as a format with a va_list. */
    static native int vsnprintf(byte[] buffer, long size, Pointer format, Pointer arguments);
}
