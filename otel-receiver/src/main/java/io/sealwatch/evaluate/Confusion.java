// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.evaluate;

/**
 * A confusion matrix. Ratios without a denominator are 0.
 *
 * @param truePositives ransomware that was found
 * @param falsePositives benign processes that were accused
 * @param falseNegatives ransomware that was missed
 * @param trueNegatives benign processes that were left alone
 */
public record Confusion(long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {
    public static final Confusion EMPTY = new Confusion(0, 0, 0, 0);

    /** With one more case counted. */
    public Confusion with(boolean actual, boolean predicted) {
        return new Confusion(
                truePositives + (actual && predicted ? 1 : 0),
                falsePositives + (!actual && predicted ? 1 : 0),
                falseNegatives + (actual && !predicted ? 1 : 0),
                trueNegatives + (!actual && !predicted ? 1 : 0));
    }

    public Confusion plus(Confusion other) {
        return new Confusion(
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives,
                trueNegatives + other.trueNegatives);
    }

    /** Of those accused, the share that is guilty. */
    public double precision() {
        return ratio(truePositives, truePositives + falsePositives);
    }

    /** Of the guilty, the share that is accused. */
    public double recall() {
        return ratio(truePositives, truePositives + falseNegatives);
    }

    /** Matthews correlation coefficient, -1 to 1: the one number that survives classes of very different size. */
    public double matthewsCorrelation() {
        double denominator = Math.sqrt((double) (truePositives + falsePositives)
                * (truePositives + falseNegatives)
                * (trueNegatives + falsePositives)
                * (trueNegatives + falseNegatives));
        double numerator = (double) truePositives * trueNegatives - (double) falsePositives * falseNegatives;
        return denominator == 0 ? 0 : numerator / denominator;
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
