// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import io.sealwatch.pipeline.ProcessSource;
import io.sealwatch.process.ProcessSnapshot;
import java.util.List;
import java.util.Optional;

/** A live source of processes whose answers are written down. */
final class RecordedAnswers implements ProcessSource {
    private final ProcessSource source;
    private final RecordingWriter writer;

    RecordedAnswers(ProcessSource source, RecordingWriter writer) {
        this.source = source;
        this.writer = writer;
    }

    @Override
    public List<ProcessSnapshot> all() {
        List<ProcessSnapshot> all = source.all();
        writer.processes(all);
        return all;
    }

    @Override
    public Optional<ProcessSnapshot> find(int pid) {
        Optional<ProcessSnapshot> found = source.find(pid);
        writer.answer(pid, found);
        return found;
    }
}
