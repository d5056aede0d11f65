// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.evaluate;

import java.util.List;

/** Brings every feature to mean 0 and standard deviation 1, as measured on the training data alone. */
final class Scaler {
    private final double[] means;
    private final double[] deviations;

    Scaler(List<double[]> rows) {
        int columns = rows.get(0).length;
        means = new double[columns];
        deviations = new double[columns];
        for (double[] row : rows) {
            for (int i = 0; i < columns; i++) {
                means[i] += row[i] / rows.size();
            }
        }
        for (double[] row : rows) {
            for (int i = 0; i < columns; i++) {
                deviations[i] += (row[i] - means[i]) * (row[i] - means[i]) / rows.size();
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
            scaled[i] = (row[i] - means[i]) / deviations[i];
        }
        return scaled;
    }
}
