// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * The file behind a name.
 *
 * @param inode number, 0 when the kernel side could not tell
 * @param size bytes, after the call
 * @param device the kernel's number: major in the upper 12 bits, minor in the lower 20
 * @param mode type and permissions
 */
public record FileIdentity(long inode, long size, int device, int mode) {
    public static final FileIdentity UNKNOWN = new FileIdentity(0, 0, 0, 0);

    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;

    /** The kernel's number of a device for the one that {@code stat} gives. */
    public static int kernelDevice(long statDevice) {
        long major = statDevice >>> 8 & 0xFFF | statDevice >>> 32 & ~0xFFFL;
        long minor = statDevice & 0xFF | statDevice >>> 12 & ~0xFFL;
        return (int) (major << 20 | minor & 0xFFFFF);
    }

    public boolean isKnown() {
        return inode != 0;
    }

    public boolean isRegular() {
        return (mode & TYPE) == REGULAR;
    }

    /** As {@code ls -l} of a device shows it: {@code major:minor}. */
    public String deviceName() {
        return (device >>> 20) + ":" + (device & 0xFFFFF);
    }
}
