// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guest;

import io.sealwatch.probe.BootClock;
import io.sealwatch.probe.KernelResponse;
import io.sealwatch.probe.LiveSource;
import io.sealwatch.probe.ProbeSettings;
import io.sealwatch.procfs.ProcfsLiving;
import io.sealwatch.respond.KernelSide;
import io.sealwatch.respond.KernelSide.Reach;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A shell changes files before, under and after a verdict, by itself and through children, and no signal is sent: what is
 * refused is refused at the hook. One fact for each round.
 */
final class RefusalStep implements GuestStep {
    private static final List<String> OPERATIONS = List.of("write", "open", "rename", "delete", "truncate");
    private static final List<String> ROUNDS = List.of("before", "under", "after");

    /** The first two are the shell's own doing, the others are children's. */
    private static final String SCRIPT = """
            exec 3>>$1/old
            said() { [ $2 = 0 ] && echo "$1 done" || echo "$1 refused"; }
            while read round; do
              echo x >&3; said write $?
              { echo x >$1/open.$round; } 2>/dev/null; said open $?
              mv $1/rename.$round $1/renamed.$round; said rename $?
              rm $1/delete.$round; said delete $?
              truncate -s 1 $1/truncate.$round; said truncate $?
              echo end
            done
            """;

    @Override
    public void run(Guest guest) throws IOException, InterruptedException {
        Path directory = guest.directory("files");
        for (String operation : OPERATIONS) {
            for (String round : ROUNDS) {
                Files.writeString(directory.resolve(operation + "." + round), "a file of a user");
            }
        }
        ProbeSettings settings = ProbeSettings.defaults().with(new KernelResponse(0, true));
        try (LiveSource source = LiveSource.start(settings)) {
            run(guest, source, directory);
        }
    }

    private static void run(Guest guest, LiveSource source, Path directory) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", SCRIPT, "sh", directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int pid = (int) shell.pid();
        try (Writer go = new OutputStreamWriter(shell.getOutputStream(), StandardCharsets.UTF_8);
                BufferedReader said = shell.inputReader(StandardCharsets.UTF_8)) {
            for (String round : ROUNDS) {
                if (round.equals("under")) {
                    new ProcfsLiving()
                            .look(pid)
                            .ifPresent(
                                    facts -> source.targets().condemn(facts.key(), Reach.PROCESS, BootClock.nanos()));
                } else if (round.equals("after")) {
                    TimeUnit.NANOSECONDS.sleep(KernelSide.LASTS_NANOS);
                }
                go.write(round + "\n");
                go.flush();
                List<String> lines = new ArrayList<>();
                String line = said.readLine();
                while (line != null && !line.equals("end")) {
                    lines.add(line);
                    line = said.readLine();
                }
                guest.print(guest.fact("refusal")
                        .put("round", round)
                        .put("said", String.join(", ", lines))
                        .put("refused", source.targets().counts().refusals()));
            }
        }
        source.programs().stream()
                .filter(status -> status.hook().startsWith("lsm/"))
                .forEach(status -> guest.print(guest.fact("refusal-program")
                        .put("hook", status.hook())
                        .put("state", status.state().name())
                        .put("message", status.detail())));
        shell.destroy();
    }
}
