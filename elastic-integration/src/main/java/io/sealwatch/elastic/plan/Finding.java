// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.plan;

import java.util.List;

/**
 * The result of looking at one target.
 *
 * @param note a sentence for the reader of the plan, empty when the state says it all
 */
public record Finding(State state, List<Difference> differences, String note) {

    public Finding {
        differences = List.copyOf(differences);
    }

    public static Finding of(State state) {
        return new Finding(state, List.of(), "");
    }

    public static Finding of(State state, String note) {
        return new Finding(state, List.of(), note);
    }
}
