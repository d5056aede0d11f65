// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sealwatch.kernel.KernelTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A kernel that refuses programs one after the other, which nobody has told the sensor. */
@KernelTest
final class RefusedProgramsKernelTest {
    private static final ProbeSettings SETTINGS = ProbeSettings.defaults().with(Strategy.AUTO);

    @Test
    void eachFamilyWhosePlaceIsRefusedIsServedElsewhere() {
        assumeFalse(FunctionHooks.probe().usable(), "this kernel lets programs into its functions: nothing is refused");
        HookPlan hopeful = HookPlan.of(Strategy.AUTO, new FunctionHooks(""));

        try (ProbeObject object = ProbeObject.load(SETTINGS, types -> hopeful)) {
            assertThat(hopeful.bits()).isZero();
            assertThat(hopeful.givenUp()).containsOnlyKeys(HookFamily.values());
            List<ProgramStatus> programs = object.attach(List.of());
            assertThat(programs)
                    .filteredOn(program -> program.hook().startsWith("tp/"))
                    .isNotEmpty()
                    .noneMatch(program -> program.state() == ProgramStatus.State.REFUSED);
            assertThat(programs).filteredOn(ProgramStatus::isAttached).hasSizeGreaterThan(30);
        }
    }
}
