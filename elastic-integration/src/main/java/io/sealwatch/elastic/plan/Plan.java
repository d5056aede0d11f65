// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.plan;

import java.util.List;

/**
 * What would be done, in order.
 *
 * @param notes sentences for the reader that belong to no step
 */
public record Plan(List<Step> steps, List<String> notes) {

    /** One target and what was found. */
    public record Step(Target target, Finding finding) {}

    public Plan {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    public long count(State state) {
        return steps.stream().filter(step -> step.finding().state() == state).count();
    }

    public boolean inSync() {
        return steps.stream().allMatch(step -> step.finding().state() == State.SAME);
    }

    public List<Step> refused() {
        return steps.stream().filter(step -> step.finding().state().refused()).toList();
    }

    public List<Step> changes() {
        return steps.stream()
                .filter(step -> step.finding().state().needsChange())
                .toList();
    }
}
