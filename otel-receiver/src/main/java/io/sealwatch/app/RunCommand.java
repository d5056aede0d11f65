// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Watches this host until it is stopped. */
@Command(
        name = "run",
        description = "Watches this host and shows or exports what happens, until it is stopped (ctrl-c).",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private RespondOption respond = new RespondOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private DurationOption duration = new DurationOption();

    @Override
    public Integer call() {
        AgentSettings settings = AgentSettings.from(options.trustedSettings(respond.settings()));
        try (LiveAgent agent = LiveAgent.start(settings)) {
            agent.seal();
            agent.watchItself();
            agent.run(Delivery.of(settings, agent.host(), output.format()), duration.orUntilStopped());
            return ExitCode.OK;
        }
    }
}
