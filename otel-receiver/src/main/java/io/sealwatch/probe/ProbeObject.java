// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The compiled probes in the kernel: loaded, attached, closed. Not thread-safe. */
final class ProbeObject implements AutoCloseable {
    private final OpenedObject maps;
    private final ProgramShares programs;
    private final HookPlan plan;
    private final ProgramChoice choice;
    private final Attachments attachments;

    /**
     * @param maps loaded; its programs are not, they name all there are, in the order of the object
     * @param programs those that are in the kernel
     * @param choice why the others are not
     */
    ProbeObject(OpenedObject maps, ProgramShares programs, HookPlan plan, ProgramChoice choice, LibBpfLog log) {
        this.maps = maps;
        this.programs = programs;
        this.plan = plan;
        this.choice = choice;
        this.attachments = new Attachments(log);
    }

    /** Loads the probes for this kernel; throws {@link ProbeException} when it takes none. */
    static ProbeObject load(ProbeSettings settings) {
        return load(settings, types -> {
            boolean asked = settings.strategy() != Strategy.TRACEPOINT
                    || settings.response().refuse();
            return HookPlan.of(settings.strategy(), asked ? FunctionHooks.probe(types) : new FunctionHooks(""));
        });
    }

    /** The same with a plan of one's own. */
    static ProbeObject load(ProbeSettings settings, Function<KernelBtf, HookPlan> plan) {
        LibBpfLog log = new LibBpfLog();
        LibBpf.libbpf_set_print(log);
        try (KernelBtf types = KernelBtf.open()) {
            return new ProbeLoader(settings, plan.apply(types), types, log).load();
        }
    }

    /** Attaches every loaded program that names its own hook, and the crypto programs to the given libraries. */
    List<ProgramStatus> attach(List<CryptoLibrary> libraries) {
        List<ProgramStatus> statuses = new ArrayList<>();
        for (BpfProgram program : maps.programs()) {
            Optional<BpfProgram> loaded = programs.find(program.name());
            if (loaded.isEmpty()) {
                statuses.add(choice.exclusion(program).orElseThrow());
            } else if (program.isOfLibraries()) {
                statuses.add(attachments.attach(loaded.get(), libraries));
            } else {
                statuses.add(attachments.attach(loaded.get()));
            }
        }
        return statuses;
    }

    /** Where the kernel counts the runs that it left out. */
    MissedRuns missedRuns() {
        MissedRuns missed = new MissedRuns();
        programs.all().forEach(program -> missed.add(program.name(), program.hook(), program.fd()));
        return missed;
    }

    /** Hooks of links that no longer are what they were when they were made. */
    List<String> detached() {
        return attachments.lost();
    }

    HookPlan plan() {
        return plan;
    }

    Pointer map(String name) {
        return maps.map(name);
    }

    int mapFd(String name) {
        return maps.mapFd(name);
    }

    /** Where a global variable lies in its section. */
    int globalOffset(String section, String variable) {
        return maps.globalOffset(section, variable);
    }

    @Override
    public void close() {
        if (attachments.detach()) {
            programs.close();
            maps.close();
        }
    }
}
