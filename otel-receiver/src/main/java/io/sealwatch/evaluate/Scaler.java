// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.evaluate;

import java.util.List;

/**
 * Brings the logarithm of every feature to mean 0 and standard deviation 1, as measured on the training data alone. The
 * features are counts with a long tail: without the logarithm one busy process decides the scale.
 */
final class Scaler {
    private final double[] means;
    private final double[] deviations;

    Scaler(List<double[]> rows) {
        int columns = rows.get(0).length;
        means = new double[columns];
        deviations = new double[columns];
        for (double[] row : rows) {
            for (int i = 0; i < columns; i++) {
                means[i] += compressed(row[i]) / rows.size();
            }
        }
        for (double[] row : rows) {
            for (int i = 0; i < columns; i++) {
                double off = compressed(row[i]) - means[i];
                deviations[i] += off * off / rows.size();
            }
        }
        for (int i = 0; i < columns; i++) {
            // a feature that never varies says nothing
            deviations[i] = deviations[i] == 0 ? 1 : Math.sqrt(deviations[i]);
        }
    }

    double[] scale(double[] row) {
        double[] scaled = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            scaled[i] = (compressed(row[i]) - means[i]) / deviations[i];
        }
        return scaled;
    }

    private static double compressed(double count) {
        return Math.log1p(Math.max(0, count));
    }
}
