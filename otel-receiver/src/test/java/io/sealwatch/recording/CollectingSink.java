// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import io.sealwatch.pipeline.Observation;
import io.sealwatch.pipeline.Sink;
import java.util.ArrayList;
import java.util.List;

final class CollectingSink implements Sink {
    final List<Observation> observations = new ArrayList<>();

    @Override
    public void accept(Observation observation) {
        observations.add(observation);
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        // Nothing to give back.
    }
}
