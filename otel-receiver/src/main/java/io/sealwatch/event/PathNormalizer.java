// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/** Resolves ".", ".." and repeated slashes of an absolute path by name, without asking the file system. */
final class PathNormalizer {
    private PathNormalizer() {}

    /** The same array when there is nothing to resolve. */
    static byte[] normalize(byte[] path) {
        return needsWork(path) ? rewrite(path) : path;
    }

    private static boolean needsWork(byte[] path) {
        for (int i = 0; i < path.length; i++) {
            if (path[i] == '/' && (i + 1 == path.length ? i > 0 : path[i + 1] == '/' || path[i + 1] == '.')) {
                return true;
            }
        }
        return false;
    }

    private static byte[] rewrite(byte[] path) {
        byte[] out = new byte[path.length + 1];
        int length = 0;
        int at = 0;
        while (at < path.length) {
            while (at < path.length && path[at] == '/') {
                at++;
            }
            int end = at;
            while (end < path.length && path[end] != '/') {
                end++;
            }
            int size = end - at;
            if (size == 2 && path[at] == '.' && path[at + 1] == '.') {
                length = parent(out, length);
            } else if (size > 0 && !(size == 1 && path[at] == '.')) {
                out[length++] = '/';
                System.arraycopy(path, at, out, length, size);
                length += size;
            }
            at = end;
        }
        if (length == 0) {
            out[length++] = '/';
        }
        return java.util.Arrays.copyOf(out, length);
    }

    private static int parent(byte[] out, int length) {
        int end = length;
        while (end > 0 && out[end - 1] != '/') {
            end--;
        }
        return Math.max(0, end - 1);
    }
}
