// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import io.sealwatch.contract.HostIdentity;
import io.sealwatch.pipeline.EventSource;
import io.sealwatch.pipeline.ProcessSource;
import java.util.Optional;

/** A source that gives what happened some other time. What it gives before a damage counts. */
public interface Replay extends EventSource {
    /** What the host said of its processes at the time. */
    ProcessSource processes();

    /** Where it was recorded. */
    HostIdentity host();

    /** Records handed over so far. */
    long records();

    /** Why it ended early, with the place of the damage; empty after a complete replay. Known when poll gave -1. */
    Optional<String> defect();
}
