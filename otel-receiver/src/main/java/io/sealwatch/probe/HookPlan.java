// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Which strategy serves which family. It starts with what is asked for and gives way, family by family, where the
 * kernel refuses; what was given up is kept with its reason. Not thread-safe.
 */
final class HookPlan {
    private final Strategy asked;
    private final FunctionHooks hooks;
    private final Set<HookFamily> inside = EnumSet.noneOf(HookFamily.class);
    private final Map<HookFamily, String> givenUp = new EnumMap<>(HookFamily.class);

    private HookPlan(Strategy asked, FunctionHooks hooks) {
        this.asked = asked;
        this.hooks = hooks;
    }

    /** Throws {@link ProbeException} when hooks inside the kernel are demanded and there are none. */
    static HookPlan of(Strategy asked, FunctionHooks hooks) {
        HookPlan plan = new HookPlan(asked, hooks);
        if (asked == Strategy.TRACEPOINT) {
            return plan;
        }
        for (HookFamily family : HookFamily.values()) {
            plan.inside.add(family);
            if (!hooks.usable()) {
                plan.giveUp(family, hooks.obstacle());
            }
        }
        return plan;
    }

    /** The family is the tracepoints' from now on. */
    void giveUp(HookFamily family, String reason) {
        if (asked == Strategy.LSM) {
            throw new ProbeException("probes.strategy is lsm, but the family " + family.label() + " cannot be served: "
                    + reason + ". Set it to auto to use tracepoints where needed.");
        }
        inside.remove(family);
        givenUp.put(family, reason);
    }

    /** What the kernel lets into its functions. */
    FunctionHooks hooks() {
        return hooks;
    }

    boolean isInside(HookFamily family) {
        return inside.contains(family);
    }

    int bits() {
        return inside.stream().mapToInt(HookFamily::bit).sum();
    }

    /** Why a program of the object is not loaded under this plan; empty when it is. */
    Optional<String> exclusionOf(String program) {
        Optional<HookFamily> function = HookFamily.ofFunctionProgram(program);
        if (function.isPresent()) {
            HookFamily family = function.get();
            return inside.contains(family)
                    ? Optional.empty()
                    : Optional.of(givenUp.getOrDefault(family, "probes.strategy is tracepoint"));
        }
        if (program.startsWith("io_uring_submit") && inside.containsAll(HookFamily.OF_IO_URING)) {
            return Optional.of("served by the lsm strategy");
        }
        return HookFamily.ofTracepointProgram(program)
                .filter(inside::contains)
                .map(family -> "served by the lsm strategy");
    }

    /** Why not every family is served inside the kernel though that was wanted; empty when there is nothing to say. */
    Map<HookFamily, String> givenUp() {
        return givenUp;
    }

    /** {@code lsm}, {@code tracepoint}, or which family is served how. */
    String label() {
        if (inside.isEmpty()) {
            return Strategy.TRACEPOINT.label();
        }
        if (inside.size() == HookFamily.values().length) {
            return Strategy.LSM.label();
        }
        StringJoiner mixed = new StringJoiner(",");
        for (HookFamily family : HookFamily.values()) {
            mixed.add(family.label() + "=" + (isInside(family) ? Strategy.LSM : Strategy.TRACEPOINT).label());
        }
        return mixed.toString();
    }
}
