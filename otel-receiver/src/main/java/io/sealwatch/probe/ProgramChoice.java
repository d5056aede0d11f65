// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which programs of the object are loaded, and why others are not: by the settings, by the plan, by what this kernel has, and
 * by what it has refused already. Not thread-safe.
 */
final class ProgramChoice {
    private static final String DECISION = "lsm/";
    private static final String TRACEPOINT = "tp/";
    private static final String RING_TRACEPOINT = "tp_btf/io_uring_";
    private static final String TYPED_TRACEPOINT = "tp_btf/";

    private final ProbeSettings settings;
    private final HookPlan plan;
    private final KernelBtf types;
    /** By name, each with the cause. */
    private final Map<String, String> refused = new HashMap<>();

    private final Map<String, Boolean> decisions = new HashMap<>();

    /** @param types open until the programs are loaded */
    ProgramChoice(ProbeSettings settings, HookPlan plan, KernelBtf types) {
        this.settings = settings;
        this.plan = plan;
        this.types = types;
    }

    /** The kernel takes everything but this one, which is left out from now on. */
    void refuse(Refusal refusal) {
        if (refusal.program().isEmpty() || refused.containsKey(refusal.program())) {
            throw refusal.asFailure();
        }
        HookFamily.ofFunctionProgram(refusal.program())
                .ifPresent(family -> plan.giveUp(family, refusal.program() + ": " + refusal.cause()));
        refused.put(refusal.program(), refusal.cause());
    }

    /** The programs of an object that are to be loaded. */
    List<BpfProgram> wanted(OpenedObject object) {
        return object.programs().stream()
                .filter(program -> exclusion(program).isEmpty())
                .toList();
    }

    /** Empty when the program is loaded, otherwise why not. */
    Optional<ProgramStatus> exclusion(BpfProgram program) {
        String name = program.name();
        String hook = program.hook();
        String cause = refused.get(name);
        if (cause != null) {
            return Optional.of(new ProgramStatus(name, hook, ProgramStatus.State.REFUSED, cause));
        }
        Optional<String> elsewhere = plan.exclusionOf(name);
        if (elsewhere.isPresent()) {
            return disabled(name, hook, elsewhere.get());
        }
        if (hook.startsWith(DECISION)) {
            return decision(name, hook);
        }
        if (program.isOfLibraries() && !settings.crypto()) {
            return disabled(name, hook, "crypto probes are off");
        }
        if (hook.startsWith(RING_TRACEPOINT)) {
            return tracepoint(name, hook, "io_uring/" + hook.substring(TYPED_TRACEPOINT.length()));
        }
        return hook.startsWith(TRACEPOINT)
                ? tracepoint(name, hook, hook.substring(TRACEPOINT.length()))
                : Optional.empty();
    }

    private Optional<ProgramStatus> decision(String name, String hook) {
        Optional<String> obstacle = settings.response().refusalObstacle(plan.hooks());
        if (obstacle.isPresent()) {
            return disabled(name, hook, obstacle.get());
        }
        String function = "bpf_lsm_" + hook.substring(DECISION.length());
        return decisions.computeIfAbsent(function, each -> types.function(each) != 0)
                ? Optional.empty()
                : Optional.of(
                        new ProgramStatus(name, hook, ProgramStatus.State.ABSENT, "this kernel has no such hook"));
    }

    private static Optional<ProgramStatus> tracepoint(String name, String hook, String path) {
        return Tracefs.has(path)
                ? Optional.empty()
                : Optional.of(new ProgramStatus(
                        name, hook, ProgramStatus.State.ABSENT, "this kernel has no such tracepoint"));
    }

    private static Optional<ProgramStatus> disabled(String name, String hook, String reason) {
        return Optional.of(new ProgramStatus(name, hook, ProgramStatus.State.DISABLED, reason));
    }
}
