// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.file;

/** Hashes of parts of a path, so that names are compared and remembered as numbers. Allocates nothing. */
public final class Names {
    /** No name. */
    public static final long NONE = 0;

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Names() {}

    public static long hash(String path) {
        return hash(path, 0, path.length());
    }

    /** FNV-1a over a range, finished so that all bits are mixed; never {@link #NONE}. */
    public static long hash(String path, int from, int to) {
        long hash = OFFSET;
        for (int i = from; i < to; i++) {
            hash = (hash ^ path.charAt(i)) * PRIME;
        }
        return finish(hash);
    }

    /** The hash that a path would have if the range were left out of it. */
    public static long hashWithout(String path, int from, int to) {
        long hash = OFFSET;
        for (int i = 0; i < path.length(); i++) {
            if (i < from || i >= to) {
                hash = (hash ^ path.charAt(i)) * PRIME;
            }
        }
        return finish(hash);
    }

    /** Index behind the last slash. */
    public static int nameAt(String path) {
        return path.lastIndexOf('/') + 1;
    }

    /** Index of the last dot of the file name, or the end when it has no extension. */
    public static int dotAt(String path) {
        int dot = path.lastIndexOf('.');
        return dot > nameAt(path) ? dot : path.length();
    }

    /** The extension without its dot. */
    public static String extension(String path) {
        int dot = dotAt(path);
        return dot == path.length() ? "" : path.substring(dot + 1);
    }

    /** Whether a character separates the parts of a file name. */
    static boolean isSeparator(char c) {
        return !Character.isLetterOrDigit(c);
    }

    private static long finish(long hash) {
        long mixed = (hash ^ hash >>> 32) * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 29;
        return mixed == NONE ? 1 : mixed;
    }
}
