// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.CryptoFunction;
import io.sealwatch.event.CryptoInitialized;
import io.sealwatch.event.EventKind;
import io.sealwatch.probe.ProbeSettings;
import io.sealwatch.probe.Strategy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One call of the application is one event, although the functions of libcrypto call each other. */
@KernelTest
final class CryptoKernelTest {
    private static final int PRIME = 101;

    @TempDir
    private Path place;

    @ParameterizedTest
    @EnumSource
    void everySetUpForEncryptionIsOneEventOfTheFunctionThatWasCalled(CryptoFunction function) {
        List<CryptoInitialized> seen = run(function.symbol(), ProbeSettings.defaults());

        assertThat(seen.stream().filter(event -> event.function() == function)).hasSize(PRIME);
        if (function != CryptoFunction.SEAL_INIT) {
            assertThat(seen).hasSize(PRIME);
        }
    }

    @Test
    void aSetUpForDecryptionIsNoEvent() {
        assertThat(run("decrypt", ProbeSettings.defaults())).isEmpty();
    }

    @Test
    void aLibraryThatIsExcludedGetsNoProbe() {
        ProbeSettings settings = new ProbeSettings(
                ProbeSettings.DEFAULT_RING_BYTES, Strategy.TRACEPOINT, false, true, List.of("/usr/", "/lib"));

        assertThat(run("EVP_EncryptInit_ex", settings)).isEmpty();
    }

    private List<CryptoInitialized> run(String function, ProbeSettings settings) {
        Workload workload = Workload.compile("crypto", place);
        LiveRun run = LiveRun.of(settings, () -> workload.start(place, function, PRIME));
        assertThat(run.said().get(0).get("calls").asInt()).isEqualTo(PRIME);
        return run.eventsOf(Set.of(run.pid())).stream()
                .filter(event -> event.kind() == EventKind.CRYPTO_INIT)
                .map(CryptoInitialized.class::cast)
                .toList();
    }
}
