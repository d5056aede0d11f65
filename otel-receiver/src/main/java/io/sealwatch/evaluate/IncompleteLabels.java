// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Learning from labels of which some are missing: what is not labelled is not known to be benign. Before a classifier
 * learns, each process that lies as near to a labelled one as half of the labelled ones lie to each other is taken to be ransomware,
 * too. Distances are those of the scaled features. Labels of what is judged are never touched.
 *
 * <p>Without clusters among the labelled ones nothing is near enough, so complete labels stay as they are, or nearly so. One
 * labelled process has no neighbour to measure by: then nothing is added.
 */
public final class IncompleteLabels {
    private IncompleteLabels() {}

    /** The trainer, which learns from completed labels. */
    public static Classifier.Trainer completing(Classifier.Trainer trainer) {
        return table -> trainer.train(complete(table));
    }

    /** The table with the labels that are missing by the measure above. Time grows with processes times labelled ones. */
    public static FeatureTable complete(FeatureTable table) {
        if (table.positives() < 2) {
            return table;
        }
        Scaler scaler = new Scaler(table.rows());
        List<double[]> scaled = table.rows().stream().map(scaler::scale).toList();
        List<double[]> labelled = new ArrayList<>();
        for (int i = 0; i < scaled.size(); i++) {
            if (table.labels().get(i)) {
                labelled.add(scaled.get(i));
            }
        }
        double near = median(
                labelled.stream().mapToDouble(one -> nearest(one, labelled, 1)).toArray());
        List<Boolean> labels = new ArrayList<>(scaled.size());
        for (int i = 0; i < scaled.size(); i++) {
            labels.add(table.labels().get(i) || nearest(scaled.get(i), labelled, 0) <= near);
        }
        return new FeatureTable(table.columns(), table.rows(), labels, table.unknownLabels());
    }

    /** @param skipped the nearest that do not count: one, itself, for a member of the others */
    private static double nearest(double[] one, List<double[]> others, int skipped) {
        return others.stream()
                .mapToDouble(other -> NearestNeighbours.distance(one, other))
                .sorted()
                .skip(skipped)
                .findFirst()
                .orElse(Double.MAX_VALUE);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}
