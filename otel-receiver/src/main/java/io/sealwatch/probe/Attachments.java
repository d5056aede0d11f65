// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The hooks that the loaded programs hang on. Not thread-safe. */
final class Attachments {
    private static final int UPROBE_OPTIONS = 40;
    private static final int UPROBE_FUNCTION = 32;
    private static final long DETACH_SECONDS = 10;

    private final LibBpfLog log;
    private final List<AttachedLink> links = new ArrayList<>();

    Attachments(LibBpfLog log) {
        this.log = log;
    }

    /** To the hook that the program names. */
    ProgramStatus attach(BpfProgram program) {
        String hook = program.hook();
        log.clear();
        Pointer link = LibBpf.bpf_program__attach(program.pointer());
        if (link == null) {
            return new ProgramStatus(program.name(), hook, ProgramStatus.State.REFUSED, refusal());
        }
        links.add(AttachedLink.of(link, hook));
        return new ProgramStatus(program.name(), hook, ProgramStatus.State.ATTACHED, "");
    }

    private String refusal() {
        int paranoia = PerfEvents.paranoia();
        return paranoia > PerfEvents.HIGHEST_OF_LINUX && !Capabilities.own().canAttachAnywhere()
                ? "this kernel wants CAP_SYS_ADMIN for it (kernel.perf_event_paranoid is " + paranoia + ")"
                : log.cause();
    }

    /** To its function in each library that has it. */
    ProgramStatus attach(BpfProgram program, List<CryptoLibrary> libraries) {
        String name = program.name();
        String symbol = CryptoLibrary.symbolOf(name);
        List<String> attached = new ArrayList<>();
        for (CryptoLibrary library : libraries) {
            if (attachUprobe(program, library, symbol)) {
                attached.add(library.path().toString());
            }
        }
        String hook = "uprobe:" + symbol;
        if (attached.isEmpty() && !Capabilities.own().canAttachAnywhere()) {
            return new ProgramStatus(
                    name,
                    hook,
                    ProgramStatus.State.DISABLED,
                    "the kernel wants CAP_SYS_ADMIN for this, and the sensor was not given it");
        }
        if (attached.isEmpty()) {
            String reason = libraries.isEmpty() ? "no libcrypto was found" : "no libcrypto here has this function";
            return new ProgramStatus(name, hook, ProgramStatus.State.ABSENT, reason);
        }
        return new ProgramStatus(name, hook, ProgramStatus.State.ATTACHED, String.join(", ", attached));
    }

    private boolean attachUprobe(BpfProgram program, CryptoLibrary library, String symbol) {
        log.clear();
        try (Memory options = new Memory(UPROBE_OPTIONS);
                Memory function = new Memory(symbol.length() + 1L)) {
            options.clear();
            options.setLong(0, UPROBE_OPTIONS);
            function.setString(0, symbol);
            options.setPointer(UPROBE_FUNCTION, function);
            Pointer link = LibBpf.bpf_program__attach_uprobe_opts(
                    program.pointer(), -1, library.path().toString(), 0, options);
            if (link == null) {
                return false;
            }
            links.add(AttachedLink.of(link, "uprobe:" + symbol));
            return true;
        }
    }

    /** Hooks of links that no longer are what they were when they were made. */
    List<String> lost() {
        return links.stream()
                .filter(link -> !link.isIntact())
                .map(AttachedLink::hook)
                .distinct()
                .toList();
    }

    /** Takes all programs from their hooks; false when that was not over in time, and the kernel does it when the process ends. */
    boolean detach() {
        // Each waits for the kernel's readers to pass; side by side they wait together.
        ExecutorService detaching = Executors.newFixedThreadPool(Math.max(1, links.size()));
        for (AttachedLink link : links) {
            detaching.execute(() -> LibBpf.bpf_link__destroy(link.pointer()));
        }
        links.clear();
        detaching.shutdown();
        try {
            return detaching.awaitTermination(DETACH_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
