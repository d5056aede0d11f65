// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import java.util.Locale;

/** A score of 0 to 100 as an arc. */
final class Gauge {
    private static final double RADIUS = 42;

    private Gauge() {}

    static String svg(double score) {
        double bounded = Math.max(0, Math.min(100, score));
        double around = 2 * Math.PI * RADIUS;
        return String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 100 100\" role=\"img\" aria-label=\"score %1$.0f of 100\">"
                        + "<circle class=\"track\" cx=\"50\" cy=\"50\" r=\"%2$.0f\"/>"
                        + "<circle class=\"arc\" cx=\"50\" cy=\"50\" r=\"%2$.0f\" stroke-dasharray=\"%3$.1f %4$.1f\""
                        + " transform=\"rotate(-90 50 50)\"/>"
                        + "<text x=\"50\" y=\"56\">%1$.0f</text><text class=\"of\" x=\"50\" y=\"70\">of 100</text></svg>",
                bounded,
                RADIUS,
                around * bounded / 100,
                around);
    }
}
