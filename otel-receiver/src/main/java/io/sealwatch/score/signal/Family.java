// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.signal;

/** Independent sorts of evidence. An alarm needs two of those that count as such. */
public enum Family {
    /** What the bytes are. */
    CONTENT(1),
    /** What became of originals, from the calls alone. */
    DESTRUCTION(1),
    /** What files are called. */
    NAMING(1),
    /** Texts left for people. */
    NOTE(1),
    /** How it goes through the folders. */
    SWEEP(1),
    /** Files that nobody but an intruder touches: they need no second witness. */
    DECOY(2),
    /** Backups, snapshots, and the sensor itself. */
    TAMPER(1),
    /** How fast and how wide: makes other evidence heavier, is none itself. */
    EXTENT(0);

    private final int witnesses;

    Family(int witnesses) {
        this.witnesses = witnesses;
    }

    /** How many of the two independent sorts that an alarm needs it stands for. */
    public int witnesses() {
        return witnesses;
    }
}
