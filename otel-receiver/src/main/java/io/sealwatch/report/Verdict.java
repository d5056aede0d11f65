// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import io.sealwatch.contract.Attribute;
import java.util.List;

/**
 * What the sensor said about one activity, as of its last word.
 *
 * @param first when it said so first, milliseconds since 1970
 * @param line its last word
 */
record Verdict(long first, Line line) {
    double score() {
        return line.decimal(Attribute.SCORE);
    }

    List<String> reasons() {
        return line.texts(Attribute.REASONS);
    }

    long filesAffected() {
        return line.number(Attribute.FILES_AFFECTED);
    }

    boolean degraded() {
        return line.node().path(Attribute.DEGRADED).asBoolean(false);
    }
}
