// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.evaluate;

/** Says of a process, from its features, whether it is ransomware. */
@FunctionalInterface
public interface Classifier {
    boolean isRansomware(double[] features);

    /** What a classifier is learnt by. */
    @FunctionalInterface
    interface Trainer {
        Classifier train(FeatureTable table);
    }

    /** Judges every process of a table that has the features the classifier was trained on. */
    default Confusion evaluate(FeatureTable table) {
        Confusion confusion = Confusion.EMPTY;
        for (int i = 0; i < table.size(); i++) {
            confusion = confusion.with(
                    table.labels().get(i), isRansomware(table.rows().get(i)));
        }
        return confusion;
    }
}
