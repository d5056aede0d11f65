// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import io.sealwatch.wire.AbiCheck;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The compiled object in the kernel: opened, configured, loaded, attached, closed. A program that the kernel refuses is
 * left out and the rest is loaded without it.
 *
 * <p>Not thread-safe. {@link #close()} frees everything in reverse order.
 */
final class ProbeObject implements AutoCloseable {
    private static final int BTF_KIND_DATASEC = 15;
    private static final int DATASEC_HEADER = 12;
    private static final int SECINFO = 12;
    private static final int UPROBE_OPTIONS = 40;
    private static final int UPROBE_FUNCTION = 32;
    private static final long DETACH_SECONDS = 10;
    private static final String DECISION = "lsm/";
    private static final String OPENS = "sys_exit_open";

    private final byte[] elf;
    private final ProbeSettings settings;
    private final LibBpfLog log = new LibBpfLog();
    private final Map<String, ProgramStatus> refused = new HashMap<>();
    private final List<AttachedLink> links = new ArrayList<>();
    private final Map<String, Boolean> decisions = new HashMap<>();
    private final HookPlan plan;
    private final KernelBtf types;
    private int fileType;
    private Pointer object;

    private ProbeObject(byte[] elf, ProbeSettings settings) {
        this.elf = elf;
        this.settings = settings;
        LibBpf.libbpf_set_print(log);
        this.types = KernelBtf.open();
        this.fileType = types.readableFile();
        this.plan = HookPlan.of(
                settings.strategy(),
                settings.strategy() == Strategy.TRACEPOINT
                                && !settings.response().refuse()
                        ? new FunctionHooks("")
                        : FunctionHooks.probe(types));
        this.object = open();
    }

    /** Loads the object of this architecture from the class path into the kernel. */
    static ProbeObject load(ProbeSettings settings) {
        byte[] elf = resource();
        List<String> differences = AbiCheck.differences(elf);
        if (!differences.isEmpty()) {
            throw new ProbeException(
                    "the jar and its probes do not match; reinstall Sealwatch. " + String.join("; ", differences));
        }
        ProbeObject loaded = new ProbeObject(elf, settings);
        try {
            loaded.loadWithoutRefused();
        } catch (RuntimeException failure) {
            loaded.close();
            throw failure;
        } finally {
            loaded.types.close();
        }
        return loaded;
    }

    static byte[] resource() {
        String name = "/io/sealwatch/bpf/sealwatch-" + KernelFeatures.architectureName() + ".bpf.o";
        try (InputStream in = ProbeObject.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new ProbeException("this build has no probes for " + KernelFeatures.architectureName() + " ("
                        + name + "); x86_64 and aarch64 are supported.");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new ProbeException("cannot read " + name + " from the jar: " + unreadable.getMessage(), unreadable);
        }
    }

    private Pointer open() {
        try (OpenOptions options = new OpenOptions()) {
            Pointer opened = LibBpf.bpf_object__open_mem(elf, elf.length, options.pointer());
            if (opened == null) {
                throw new ProbeException("libbpf cannot open the probe object (errno " + Native.getLastError() + "): "
                        + log.cause() + ". The jar is damaged or libbpf is too old; reinstall Sealwatch.");
            }
            return opened;
        }
    }

    private void loadWithoutRefused() {
        while (true) {
            configure();
            log.clear();
            int result = LibBpf.bpf_object__load(object);
            if (result == 0) {
                return;
            }
            String program = log.failedProgram()
                    .filter(name -> !refused.containsKey(name))
                    .orElseThrow(() -> new ProbeException("the kernel refused the probes (errno " + -result + "): "
                            + log.cause() + ". Run `sealwatch check` and report its output."));
            if (fileType != 0 && program.startsWith(OPENS)) {
                // It may be about the cast, which only these use; without it they do the same with a few calls more.
                fileType = 0;
                reopen();
                continue;
            }
            Optional<HookFamily> family = HookFamily.ofFunctionProgram(program);
            if (family.isPresent()) {
                plan.giveUp(family.get(), program + ": " + log.cause());
            }
            refused.put(program, new ProgramStatus(program, "", ProgramStatus.State.REFUSED, log.cause()));
            reopen();
        }
    }

    /** A failed load leaves nothing to retry. */
    private void reopen() {
        LibBpf.bpf_object__close(object);
        object = open();
    }

    private void configure() {
        setConstant("sw_self_pid", (int) ProcessHandle.current().pid());
        setConstant("sw_lsm_families", plan.bits());
        setConstant("sw_count_readonly_opens", settings.countReadOnlyOpens() ? 1 : 0);
        setConstant("sw_respond_signal", settings.response().signal());
        setConstant("sw_respond_refuse", settings.response().refuse() ? 1 : 0);
        setConstant("sw_file_type", fileType);
        setConstant("sw_sample_reads", settings.sampleReads() ? 1 : 0);
        LibBpf.bpf_map__set_max_entries(map("sw_ring"), settings.ringBytes());
        for (Pointer program : programs()) {
            LibBpf.bpf_program__set_autoload(program, statusBeforeLoad(program) == null);
        }
    }

    /** Null when the program is to be loaded, otherwise why not. */
    private @Nullable ProgramStatus statusBeforeLoad(Pointer program) {
        String name = LibBpf.bpf_program__name(program);
        String hook = LibBpf.bpf_program__section_name(program);
        ProgramStatus known = refused.get(name);
        if (known != null) {
            return new ProgramStatus(name, hook, known.state(), known.detail());
        }
        Optional<String> excluded = plan.exclusionOf(name);
        if (excluded.isPresent()) {
            return new ProgramStatus(name, hook, ProgramStatus.State.DISABLED, excluded.get());
        }
        if (hook.startsWith(DECISION)) {
            Optional<String> obstacle = settings.response().refusalObstacle(plan.hooks());
            if (obstacle.isPresent()) {
                return new ProgramStatus(name, hook, ProgramStatus.State.DISABLED, obstacle.get());
            }
            String function = "bpf_lsm_" + hook.substring(DECISION.length());
            if (!decisions.computeIfAbsent(function, each -> types.function(each) != 0)) {
                return new ProgramStatus(name, hook, ProgramStatus.State.ABSENT, "this kernel has no such hook");
            }
        }
        if (hook.startsWith("uprobe") && !settings.crypto()) {
            return new ProgramStatus(name, hook, ProgramStatus.State.DISABLED, "crypto probes are off");
        }
        if (hook.startsWith("tp_btf/io_uring_") && !Tracefs.has("io_uring/" + hook.substring("tp_btf/".length()))) {
            return new ProgramStatus(name, hook, ProgramStatus.State.ABSENT, "this kernel has no such tracepoint");
        }
        if (hook.startsWith("tp/") && !Tracefs.has(hook.substring("tp/".length()))) {
            return new ProgramStatus(name, hook, ProgramStatus.State.ABSENT, "this kernel has no such tracepoint");
        }
        return null;
    }

    /** Attaches every loaded program that names its own hook, and the crypto programs to the given libraries. */
    List<ProgramStatus> attach(List<CryptoLibrary> libraries) {
        List<ProgramStatus> statuses = new ArrayList<>();
        for (Pointer program : programs()) {
            ProgramStatus before = statusBeforeLoad(program);
            if (before != null) {
                statuses.add(before);
            } else if (LibBpf.bpf_program__section_name(program).startsWith("uprobe")) {
                statuses.add(attachToLibraries(program, libraries));
            } else {
                statuses.add(attachToHook(program));
            }
        }
        return statuses;
    }

    private ProgramStatus attachToHook(Pointer program) {
        String name = LibBpf.bpf_program__name(program);
        String hook = LibBpf.bpf_program__section_name(program);
        log.clear();
        Pointer link = LibBpf.bpf_program__attach(program);
        if (link == null) {
            return new ProgramStatus(name, hook, ProgramStatus.State.REFUSED, log.cause());
        }
        links.add(AttachedLink.of(link, hook));
        return new ProgramStatus(name, hook, ProgramStatus.State.ATTACHED, "");
    }

    private ProgramStatus attachToLibraries(Pointer program, List<CryptoLibrary> libraries) {
        String name = LibBpf.bpf_program__name(program);
        String symbol = CryptoLibrary.symbolOf(name);
        List<String> attached = new ArrayList<>();
        for (CryptoLibrary library : libraries) {
            if (attachUprobe(program, library, symbol)) {
                attached.add(library.path().toString());
            }
        }
        String hook = "uprobe:" + symbol;
        if (attached.isEmpty() && !Capabilities.own().canProbeLibraries()) {
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

    private boolean attachUprobe(Pointer program, CryptoLibrary library, String symbol) {
        log.clear();
        try (Memory options = new Memory(UPROBE_OPTIONS);
                Memory function = new Memory(symbol.length() + 1L)) {
            options.clear();
            options.setLong(0, UPROBE_OPTIONS);
            function.setString(0, symbol);
            options.setPointer(UPROBE_FUNCTION, function);
            Pointer link = LibBpf.bpf_program__attach_uprobe_opts(
                    program, -1, library.path().toString(), 0, options);
            if (link == null) {
                return false;
            }
            links.add(AttachedLink.of(link, "uprobe:" + symbol));
            return true;
        }
    }

    /** Where the kernel counts the runs that it left out. */
    MissedRuns missedRuns() {
        MissedRuns missed = new MissedRuns();
        for (Pointer program : programs()) {
            if (LibBpf.bpf_program__autoload(program)) {
                missed.add(
                        LibBpf.bpf_program__name(program),
                        LibBpf.bpf_program__section_name(program),
                        LibBpf.bpf_program__fd(program));
            }
        }
        return missed;
    }

    /** Hooks of links that no longer are what they were when they were made. */
    List<String> detached() {
        return links.stream()
                .filter(link -> !link.isIntact())
                .map(AttachedLink::hook)
                .distinct()
                .toList();
    }

    HookPlan plan() {
        return plan;
    }

    private List<Pointer> programs() {
        List<Pointer> programs = new ArrayList<>();
        Pointer program = LibBpf.bpf_object__next_program(object, null);
        while (program != null) {
            programs.add(program);
            program = LibBpf.bpf_object__next_program(object, program);
        }
        return programs;
    }

    Pointer map(String name) {
        Pointer map = LibBpf.bpf_object__find_map_by_name(object, name);
        if (map == null) {
            throw new ProbeException("the probe object has no map " + name + ": the jar and its probes do not match.");
        }
        return map;
    }

    int mapFd(String name) {
        return LibBpf.bpf_map__fd(map(name));
    }

    private void setConstant(String variable, int value) {
        LibBpf.bpf_map__initial_value(map(".rodata"), new LongByReference())
                .setInt(globalOffset(".rodata", variable), value);
    }

    int constant(String variable) {
        return LibBpf.bpf_map__initial_value(map(".rodata"), new LongByReference())
                .getInt(globalOffset(".rodata", variable));
    }

    /** Where a global variable lies in its section, from the object's BTF. */
    int globalOffset(String section, String variable) {
        Pointer btf = LibBpf.bpf_object__btf(object);
        Pointer type = LibBpf.btf__type_by_id(btf, LibBpf.btf__find_by_name_kind(btf, section, BTF_KIND_DATASEC));
        int count = type.getInt(4) & 0xFFFF;
        for (int i = 0; i < count; i++) {
            Pointer info = type.share(DATASEC_HEADER + (long) SECINFO * i);
            Pointer named = LibBpf.btf__type_by_id(btf, info.getInt(0));
            if (LibBpf.btf__name_by_offset(btf, named.getInt(0)).equals(variable)) {
                return info.getInt(4);
            }
        }
        throw new ProbeException(
                "the probe object has no variable " + variable + ": the jar and its probes do not match.");
    }

    @Override
    public void close() {
        // Each waits for the kernel's readers to pass; side by side they wait together.
        ExecutorService detaching = Executors.newFixedThreadPool(Math.max(1, links.size()));
        for (AttachedLink link : links) {
            detaching.execute(() -> LibBpf.bpf_link__destroy(link.pointer()));
        }
        links.clear();
        detaching.shutdown();
        try {
            if (!detaching.awaitTermination(DETACH_SECONDS, TimeUnit.SECONDS)) {
                // The kernel detaches what is left when the process ends.
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        LibBpf.bpf_object__close(object);
    }
}
