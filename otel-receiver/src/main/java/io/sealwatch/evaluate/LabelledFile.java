// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.evaluate;

import java.nio.file.Path;

/**
 * A recording and what is known of it.
 *
 * @param label what it holds
 */
public record LabelledFile(Path file, Label label) {
    /** What is known of a recording. */
    public enum Label {
        /** Ransomware is in it. */
        ATTACK,
        /** None is in it. */
        BENIGN,
        /** Nobody said. */
        UNKNOWN
    }
}
