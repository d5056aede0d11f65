// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

/** The seed's judgement of one event. The order is the order of gravity. */
public enum Severity {
    /** Nothing stands out. */
    OK,
    /** The process has passed a threshold. */
    MIN,
    /** The process's last events match a pattern. */
    MAJ
}
