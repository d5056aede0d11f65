// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.evaluate.Confusion;

/** The figures that every evaluation ends with. */
final class ConfusionJson {
    private ConfusionJson() {}

    static void put(Confusion confusion, ObjectNode json) {
        json.put("tp", confusion.truePositives());
        json.put("fp", confusion.falsePositives());
        json.put("fn", confusion.falseNegatives());
        json.put("tn", confusion.trueNegatives());
        json.put("precision", confusion.precision());
        json.put("recall", confusion.recall());
        json.put("mcc", confusion.matthewsCorrelation());
    }
}
