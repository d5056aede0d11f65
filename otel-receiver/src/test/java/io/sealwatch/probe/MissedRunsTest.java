// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.EventKind;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MissedRunsTest {
    /** They make no record of their own: what they leave is only a sample or keeps a write from counting twice. */
    private static final Set<String> NOTES = Set.of(
            "lsm_write_direct_begin",
            "lsm_write_direct_end",
            "lsm_write_iter_begin",
            "lsm_write_iter_end",
            "lsm_write_ring_begin",
            "lsm_write_ring_end");

    @Test
    void everyProgramInsideTheKernelIsChargedToAKindOrIsKnownToReportNothing() {
        // names of source files, which the object holds as well, go on with a dot
        Set<String> unknown = Pattern.compile("lsm_[a-z0-9_]+(?![a-z0-9_.])")
                .matcher(new String(ProbeFile.GENERAL.read(), StandardCharsets.ISO_8859_1))
                .results()
                .map(MatchResult::group)
                .filter(program -> HookFamily.ofFunctionProgram(program).isPresent())
                .filter(program -> MissedRuns.kindOf(program).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(unknown).isEqualTo(new TreeSet<>(NOTES));
    }

    @Test
    void bothHalvesOfAnOperationAreChargedToIt() {
        assertThat(MissedRuns.kindOf("lsm_names_rename_begin"))
                .isEqualTo(MissedRuns.kindOf("lsm_names_rename"))
                .contains(EventKind.FILE_RENAME);
    }
}
