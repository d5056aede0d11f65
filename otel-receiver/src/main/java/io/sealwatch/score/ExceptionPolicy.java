// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.Header;
import io.sealwatch.process.ProcessSnapshot;

/** Says which processes raise no alarm. What they do is still followed, and still told. */
@FunctionalInterface
public interface ExceptionPolicy {
    /** Everybody is treated alike. */
    ExceptionPolicy NONE = (header, process, executable) -> Excuse.NONE;

    /**
     * Asked once for each program that a process runs and each cgroup that it is in.
     *
     * @param executable the file that it runs, unknown when nobody saw it start
     */
    Excuse of(Header header, ProcessSnapshot process, FileIdentity executable);
}
