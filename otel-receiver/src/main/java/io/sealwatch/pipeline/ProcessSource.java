// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.pipeline;

import io.sealwatch.process.ProcessSnapshot;
import java.util.List;
import java.util.Optional;

/** What the host says about processes that the events have not introduced. */
public interface ProcessSource {
    /** Every process that lives now. */
    List<ProcessSnapshot> all();

    /** The process that has this pid now, if any. The caller compares the start time. */
    Optional<ProcessSnapshot> find(int pid);
}
