// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Trains on all parts but one and judges that one, for each. The parts have the same share of ransomware: the n-th process of
 * each class goes to part n modulo the number of parts, so the result is the same each time.
 */
public final class CrossValidation {
    private CrossValidation() {}

    /** @param parts at least 2, and no more than there is ransomware */
    public static Confusion run(FeatureTable table, int parts, Classifier.Trainer trainer) {
        if (parts < 2 || parts > table.positives()) {
            throw new EvaluationException(
                    "cross-validation in " + parts + " parts needs 2 parts or more and at least one"
                            + " ransomware process for each; the table has " + table.positives());
        }
        int[] part = parts(table, parts);
        Confusion sum = Confusion.EMPTY;
        for (int held = 0; held < parts; held++) {
            List<Integer> train = new ArrayList<>();
            List<Integer> test = new ArrayList<>();
            for (int i = 0; i < part.length; i++) {
                (part[i] == held ? test : train).add(i);
            }
            sum = sum.plus(trainer.train(table.select(train)).evaluate(table.select(test)));
        }
        return sum;
    }

    private static int[] parts(FeatureTable table, int parts) {
        int[] part = new int[table.size()];
        int[] next = new int[2];
        for (int i = 0; i < part.length; i++) {
            int label = table.labels().get(i) ? 1 : 0;
            part[i] = next[label]++ % parts;
        }
        return part;
    }
}
