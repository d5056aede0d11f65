// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.decoy;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import org.jspecify.annotations.NullUnmarked;

/**
 * What Java cannot do to a file by its descriptor. By name it would be dangerous: the folder belongs to a user, who could put a
 * link to another file in the decoy's place before root changes its group.
 */
@NullUnmarked
final class PlantingCalls {
    static final int O_WRONLY = 1;
    static final int O_CREAT = 0100;
    static final int O_EXCL = 0200;
    static final int O_NOFOLLOW = 0400000;
    static final int O_CLOEXEC = 02000000;
    static final long FS_IOC_GETFLAGS = 0x80086601L;
    static final long FS_IOC_SETFLAGS = 0x40086602L;
    static final int FS_NODUMP = 0x40;
    static final int SAME = -1;

    static {
        Native.register(PlantingCalls.class, "c");
    }

    private PlantingCalls() {}

    static native int open(String path, int flags, int mode) throws LastErrorException;

    static native long write(int fd, byte[] bytes, long length) throws LastErrorException;

    static native int fchown(int fd, int user, int group) throws LastErrorException;

    static native int fchmod(int fd, int mode) throws LastErrorException;

    static native int fsync(int fd) throws LastErrorException;

    static native int fsetxattr(int fd, String name, byte[] value, long length, int flags) throws LastErrorException;

    static native int ioctl(int fd, long request, int[] argument) throws LastErrorException;

    static native int close(int fd);
}
