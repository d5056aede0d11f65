// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import io.sealwatch.wire.AbiCheck;
import java.util.List;
import java.util.Optional;

/**
 * Puts the compiled probes into the kernel. A program that the kernel refuses is left out and the rest is loaded without it. Not
 * thread-safe.
 */
final class ProbeLoader {
    private static final String OPENS = "sys_exit_open";

    private final ProbeSettings settings;
    private final LibBpfLog log;
    private final HookPlan plan;
    private final ProgramChoice choice;
    private ProbeFile file;

    /**
     * @param plan gives way where the kernel refuses
     * @param types the kernel's, open until the load is over
     */
    ProbeLoader(ProbeSettings settings, HookPlan plan, KernelBtf types, LibBpfLog log) {
        this.settings = settings;
        this.log = log;
        this.plan = plan;
        this.choice = new ProgramChoice(settings, plan, types);
        this.file = types.hasCast() ? ProbeFile.CAST : ProbeFile.GENERAL;
    }

    ProbeObject load() {
        while (true) {
            byte[] elf = file.read();
            Aside<List<String>> differences = Aside.start("abi", () -> AbiCheck.differences(elf));
            OpenedObject maps = maps(elf);
            ProgramShares programs = shares(elf, maps);
            ProbeObject loaded = new ProbeObject(maps, programs, plan, choice, log);
            try {
                List<Refusal> refusals = programs.load();
                require(differences.result());
                if (refusals.isEmpty()) {
                    return loaded;
                }
                giveWay(refusals);
            } catch (RuntimeException failure) {
                loaded.close();
                throw failure;
            }
            // What is in the kernel knows the old plan.
            loaded.close();
        }
    }

    /** Probes and agent come from one build; nothing was attached yet. */
    private static void require(List<String> differences) {
        if (!differences.isEmpty()) {
            throw new ProbeException(
                    "the jar and its probes do not match; reinstall Sealwatch. " + String.join("; ", differences));
        }
    }

    private OpenedObject maps(byte[] elf) {
        OpenedObject maps = OpenedObject.open(elf, OpenOptions.Types.NONE, log);
        try {
            maps.setConstant("sw_self_pid", (int) ProcessHandle.current().pid());
            maps.setConstant("sw_lsm_families", plan.bits());
            maps.setConstant("sw_count_readonly_opens", settings.countReadOnlyOpens() ? 1 : 0);
            maps.setConstant("sw_respond_signal", settings.response().signal());
            maps.setConstant("sw_respond_refuse", settings.response().refuse() ? 1 : 0);
            maps.setConstant("sw_sample_reads", settings.sampleReads() ? 1 : 0);
            LibBpf.bpf_map__set_max_entries(maps.map("sw_ring"), settings.ringBytes());
            maps.programs().forEach(program -> program.setWanted(false));
            Optional<Refusal> refusal = maps.load(log);
            if (refusal.isPresent()) {
                throw refusal.get().asFailure();
            }
            return maps;
        } catch (RuntimeException failure) {
            maps.close();
            throw failure;
        }
    }

    private ProgramShares shares(byte[] elf, OpenedObject maps) {
        try {
            return ProgramShares.open(elf, maps, choice.wanted(maps), log);
        } catch (RuntimeException failure) {
            maps.close();
            throw failure;
        }
    }

    private void giveWay(List<Refusal> refusals) {
        if (file == ProbeFile.CAST
                && refusals.stream().anyMatch(refusal -> refusal.program().startsWith(OPENS))) {
            // It may be about the cast, which only these use; without it they do the same with a few calls more.
            file = ProbeFile.GENERAL;
        } else {
            refusals.forEach(choice::refuse);
        }
    }
}
