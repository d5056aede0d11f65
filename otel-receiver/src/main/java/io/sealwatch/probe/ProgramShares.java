// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The programs in the kernel. It checks each by itself, which is most of what a start takes, so they are loaded by several
 * objects side by side, each with a share of them; their maps are those of one object.
 */
final class ProgramShares implements AutoCloseable {
    /** Each share reads the kernel's types for itself: more than two cost more than they save. */
    private static final int MOST = 2;
    /** What every program calls is not in its own count. */
    private static final long COMMON_INSTRUCTIONS = 200;

    private final LibBpfLog log;
    private final List<Share> shares = new ArrayList<>();
    private final Map<String, BpfProgram> programs = new HashMap<>();

    private static final class Share {
        private final OpenedObject object;
        private final Map<String, BpfProgram> programs = new HashMap<>();
        private long instructions;

        Share(OpenedObject object) {
            this.object = object;
            object.programs().forEach(program -> programs.put(program.name(), program));
        }

        long instructions() {
            return instructions;
        }

        BpfProgram take(BpfProgram program) {
            // Both are of one file.
            BpfProgram own = Objects.requireNonNull(programs.get(program.name()));
            own.setWanted(true);
            instructions += program.instructions() + COMMON_INSTRUCTIONS;
            return own;
        }
    }

    private ProgramShares(LibBpfLog log) {
        this.log = log;
    }

    /**
     * Deals the programs out; nothing is loaded yet.
     *
     * @param elf the object file
     * @param maps the same, loaded without programs
     * @param wanted programs of that object, which are loaded here
     */
    static ProgramShares open(byte[] elf, OpenedObject maps, List<BpfProgram> wanted, LibBpfLog log) {
        ProgramShares opened = new ProgramShares(log);
        try {
            int number = Math.min(MOST, Runtime.getRuntime().availableProcessors());
            for (int i = 0; i < number; i++) {
                Share share = new Share(OpenedObject.open(elf, OpenOptions.Types.KERNEL, log));
                opened.shares.add(share);
                share.object.share(maps);
                share.programs.values().forEach(program -> program.setWanted(false));
            }
            opened.deal(wanted);
            return opened;
        } catch (RuntimeException failure) {
            opened.close();
            throw failure;
        }
    }

    /** The largest first, each to the share that has least. */
    private void deal(List<BpfProgram> wanted) {
        PriorityQueue<Share> leastFirst = new PriorityQueue<>(Comparator.comparingLong(Share::instructions));
        leastFirst.addAll(shares);
        wanted.stream()
                .sorted(Comparator.comparingLong(BpfProgram::instructions).reversed())
                .forEach(program -> {
                    Share share = leastFirst.remove();
                    programs.put(program.name(), share.take(program));
                    leastFirst.add(share);
                });
    }

    /** What the kernel refused, at most one program a share; empty when all are loaded. */
    List<Refusal> load() {
        List<Aside<Optional<Refusal>>> loads = shares.stream()
                .map(share -> Aside.start("load", () -> share.object.load(log)))
                .toList();
        return loads.stream().map(Aside::result).flatMap(Optional::stream).toList();
    }

    /** Empty for one that was not wanted. */
    Optional<BpfProgram> find(String name) {
        return Optional.ofNullable(programs.get(name));
    }

    Collection<BpfProgram> all() {
        return programs.values();
    }

    @Override
    public void close() {
        shares.forEach(share -> share.object.close());
    }
}
