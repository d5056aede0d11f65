// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.demo;

import io.sealwatch.pipeline.Observation;
import io.sealwatch.pipeline.Sink;
import java.nio.file.Path;

/** Hands on only what has to do with the attack on one folder. */
public final class ScopedSink implements Sink {
    private final DemoScope scope;
    private final Sink sink;

    public ScopedSink(Path folder, Sink sink) {
        this.scope = new DemoScope(folder);
        this.sink = sink;
    }

    @Override
    public void accept(Observation observation) {
        if (scope.holds(observation)) {
            sink.accept(observation);
        }
    }

    @Override
    public void flush() {
        sink.flush();
    }

    @Override
    public void close() {
        sink.close();
    }
}
