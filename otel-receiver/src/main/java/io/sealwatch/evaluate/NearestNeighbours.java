// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * k nearest neighbours by Euclidean distance over scaled features. A neighbour's vote weighs by its nearness and by how rare
 * its class is, because one process in seventy is ransomware.
 */
public final class NearestNeighbours implements Classifier {
    private static final double TINY = 1e-9;

    private final int k;
    private final Scaler scaler;
    private final List<double[]> rows;
    private final List<Boolean> labels;
    private final double positiveWeight;

    private record Neighbour(double distance, boolean label) {}

    private NearestNeighbours(int k, FeatureTable table) {
        table.requireBothClasses();
        this.k = k;
        this.scaler = new Scaler(table.rows());
        this.rows = table.rows().stream().map(scaler::scale).toList();
        this.labels = table.labels();
        this.positiveWeight = Math.sqrt((double) (table.size() - table.positives()) / Math.max(1, table.positives()));
    }

    /** @param k neighbours that vote, at least 1 */
    public static Trainer trainer(int k) {
        if (k < 1) {
            throw new EvaluationException("k is " + k + ": at least one neighbour must vote");
        }
        return table -> new NearestNeighbours(k, table);
    }

    @Override
    public boolean isRansomware(double[] features) {
        double[] wanted = scaler.scale(features);
        PriorityQueue<Neighbour> nearest = new PriorityQueue<>(
                Comparator.comparingDouble(Neighbour::distance).reversed());
        for (int i = 0; i < rows.size(); i++) {
            nearest.add(new Neighbour(distance(wanted, rows.get(i)), labels.get(i)));
            if (nearest.size() > k) {
                nearest.remove();
            }
        }
        double guilty = 0;
        double innocent = 0;
        for (Neighbour neighbour : nearest) {
            double vote = 1 / (neighbour.distance() + TINY);
            if (neighbour.label()) {
                guilty += positiveWeight * vote;
            } else {
                innocent += vote;
            }
        }
        return guilty > innocent;
    }

    static double distance(double[] one, double[] other) {
        return Math.sqrt(IntStream.range(0, one.length)
                .mapToDouble(i -> (one[i] - other[i]) * (one[i] - other[i]))
                .sum());
    }
}
