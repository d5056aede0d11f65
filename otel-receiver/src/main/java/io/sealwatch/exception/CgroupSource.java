// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.exception;

/** Knows the cgroups of the host. */
@FunctionalInterface
public interface CgroupSource {
    /** Nothing is known of cgroups: recordings hold only their numbers. */
    CgroupSource NONE = (cgroupId, pid) -> "";

    /**
     * @param cgroupId of the unified hierarchy
     * @param pid of a process in it, which may be over by now
     * @return such as {@code /system.slice/restic.service}, empty when it cannot be told
     */
    String path(long cgroupId, int pid);
}
