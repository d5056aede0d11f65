// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

/**
 * Counts that a process may reach; more than that is MIN.
 *
 * @param open opens without O_CREAT
 * @param create opens with O_CREAT
 * @param delete deleted names
 * @param encrypt encryptions set up in libcrypto
 */
public record FlagThresholds(int open, int create, int delete, int encrypt) {
    /** The seed's. */
    public static final FlagThresholds DEFAULT = new FlagThresholds(50, 25, 25, 50);

    /** The seed counts in 16 bits, so a larger threshold could never be passed. */
    public static final int LIMIT = 0xFFFF;

    public FlagThresholds {
        check("open", open);
        check("create", create);
        check("delete", delete);
        check("encrypt", encrypt);
    }

    int[] inOrder() {
        return new int[] {open, create, delete, encrypt};
    }

    private static void check(String name, int value) {
        if (value < 0 || value > LIMIT) {
            throw new IllegalArgumentException("threshold " + name + " is " + value + ": give 0 to " + LIMIT);
        }
    }
}
