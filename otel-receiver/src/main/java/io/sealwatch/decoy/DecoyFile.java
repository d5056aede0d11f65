// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.decoy;

/**
 * A file that was planted, or is about to be.
 *
 * @param path absolute
 * @param device as {@code stat} gives it, 0 while it is about to be planted
 * @param inode 0 while it is about to be planted
 * @param size bytes of its content
 * @param sha256 of its content, hexadecimal; no two are alike, so it proves whose file it is
 */
record DecoyFile(String path, long device, long inode, long size, String sha256) {
    boolean isPlanted() {
        return inode != 0;
    }
}
