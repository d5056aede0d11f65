// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.signal;

/** Independent sorts of evidence. An alarm needs two of those that count as such. */
public enum Family {
    /** What the bytes are. */
    CONTENT(true),
    /** What became of originals, from the calls alone. */
    DESTRUCTION(true),
    /** What files are called. */
    NAMING(true),
    /** Texts left for people. */
    NOTE(true),
    /** How it goes through the folders. */
    SWEEP(true),
    /** Files that nobody but an intruder touches. */
    DECOY(true),
    /** Backups and snapshots. */
    TAMPER(true),
    /** How fast and how wide: makes other evidence heavier, is none itself. */
    EXTENT(false);

    private final boolean evidence;

    Family(boolean evidence) {
        this.evidence = evidence;
    }

    /** Counts towards the two that an alarm needs. */
    public boolean isEvidence() {
        return evidence;
    }
}
