// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.probe.HookFamily;
import io.sealwatch.probe.KernelFeatures;
import io.sealwatch.probe.KernelResponse;
import io.sealwatch.probe.LiveSource;
import io.sealwatch.probe.ProbeException;
import io.sealwatch.probe.ProgramStatus;
import io.sealwatch.probe.Strategy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what this host offers and what the sensor would see on it. */
@Command(
        name = "check",
        description = "Prints what this kernel offers, what can be attached, and what is missing and why.",
        mixinStandardHelpOptions = true,
        footer =
                "Exits with 0 when the sensor can work here, with 2 when it cannot, and with 3 when --live did not see what"
                        + " it should.")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--live",
            description = "Also prove the whole path: three harmless file operations must arrive within 2 s.")
    private boolean live;

    @Option(names = "--probes", description = "List each probe, and where it is attached.")
    private boolean probes;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        AgentSettings settings = AgentSettings.from(options.settings());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        KernelFeatures features = KernelFeatures.detect();
        host(features, out);
        Judgement.print(settings, out);
        if (!features.obstacles().isEmpty()) {
            obstacles(features.obstacles(), out);
            return ExitCode.ENVIRONMENT;
        }
        List<ProgramStatus> programs;
        String strategy;
        Map<HookFamily, Strategy> families = new EnumMap<>(HookFamily.class);
        Map<HookFamily, String> givenUp;
        StringWriter lived = new StringWriter();
        boolean alive = true;
        try (LiveSource source = LiveSource.start(settings.probes())) {
            programs = source.programs();
            strategy = source.strategy();
            for (HookFamily family : HookFamily.values()) {
                families.put(family, source.strategyOf(family));
            }
            givenUp = source.givenUp();
            if (live) {
                alive = LiveCheck.run(source, settings, LiveAgent.identity(), new PrintWriter(lived));
            }
        } catch (ProbeException refused) {
            obstacles(List.of(String.valueOf(refused.getMessage())), out);
            return ExitCode.ENVIRONMENT;
        }
        strategy(strategy, families, givenUp, out);
        response(out);
        new ProbeList(programs).print(probes, out);
        boolean files = programs.stream()
                .anyMatch(status -> status.isAttached() && !status.hook().startsWith("uprobe"));
        if (!files) {
            obstacles(List.of("no file event can be seen here: every tracepoint was refused"), out);
        }
        out.print(lived);
        out.flush();
        if (!files) {
            return ExitCode.ENVIRONMENT;
        }
        return alive ? ExitCode.OK : ExitCode.RUNTIME;
    }

    private static void host(KernelFeatures features, PrintWriter out) {
        out.println(Ansi.AUTO.string("@|bold Host|@"));
        out.printf("  kernel        %s %s%n", features.release(), features.architecture());
        out.printf("  BTF           %s%n", features.btf() ? "yes" : "no");
        out.printf("  tracefs       %s%n", features.tracefs() ? "mounted" : "not mounted");
        out.printf("  libbpf        %s%n", features.libbpf().isEmpty() ? "not found" : features.libbpf());
        out.printf(
                "  eBPF          %s%n",
                features.capabilities().canLoadPrograms() ? "may be loaded" : "may not be loaded");
        out.printf(
                "  processes     %s%n",
                features.capabilities().canReadProcesses() ? "all can be read" : "only our own can be read");
        if (!features.lockdown().isEmpty()) {
            out.printf("  lockdown      %s%n", features.lockdown());
        }
        out.flush();
    }

    private static void strategy(
            String strategy, Map<HookFamily, Strategy> families, Map<HookFamily, String> givenUp, PrintWriter out) {
        out.println(Ansi.AUTO.string("@|bold Strategy|@  " + strategy + "; measured coverage: docs/coverage.md"));
        givenUp.values().stream()
                .distinct()
                .sorted()
                .forEach(reason -> out.println("  no hooks inside the kernel: " + reason));
        families.forEach((family, serving) -> {
            String unseen = family.unseenBy(serving);
            out.println(String.format(
                            "  %-9s %-11s %s",
                            family.label(), serving.label(), unseen.isEmpty() ? "" : "not seen: " + unseen)
                    .stripTrailing());
        });
    }

    /** What --respond could do here. */
    private static void response(PrintWriter out) {
        out.println(Ansi.AUTO.string("@|bold Response|@"));
        out.println("  signals by probes    "
                + KernelResponse.signalObstacle().map(why -> "no: " + why).orElse("yes"));
        out.println("  refused at the hook  "
                + KernelResponse.refusalObstacle().map(why -> "no: " + why).orElse("yes"));
    }

    private static void obstacles(List<String> obstacles, PrintWriter out) {
        out.println(Ansi.AUTO.string("@|bold,red The sensor cannot work here|@"));
        obstacles.forEach(obstacle -> out.println("  - " + obstacle));
        out.flush();
    }
}
