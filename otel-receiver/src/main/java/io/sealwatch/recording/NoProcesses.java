// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import io.sealwatch.pipeline.ProcessSource;
import io.sealwatch.process.ProcessSnapshot;
import java.util.List;
import java.util.Optional;

/** For recordings that hold nothing about processes. */
final class NoProcesses implements ProcessSource {
    @Override
    public List<ProcessSnapshot> all() {
        return List.of();
    }

    @Override
    public Optional<ProcessSnapshot> find(int pid) {
        return Optional.empty();
    }
}
