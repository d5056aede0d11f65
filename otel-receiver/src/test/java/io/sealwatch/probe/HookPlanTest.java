// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class HookPlanTest {
    private static final FunctionHooks USABLE = new FunctionHooks("");
    private static final FunctionHooks REFUSED = new FunctionHooks("this kernel refuses programs at its functions");

    @Test
    void everyFamilyIsServedInsideTheKernelWhereThatLoads() {
        HookPlan plan = HookPlan.of(Strategy.AUTO, USABLE);

        assertThat(plan.label()).isEqualTo("lsm");
        assertThat(plan.bits()).isEqualTo(31);
        assertThat(plan.exclusionOf("lsm_write_fallocate")).isEmpty();
        assertThat(plan.exclusionOf("sys_exit_pwritev2")).contains("served by the lsm strategy");
        assertThat(plan.exclusionOf("io_uring_submit_req")).contains("served by the lsm strategy");
    }

    @Test
    void aKernelThatRefusesFallsBackToTracepointsAndSaysWhy() {
        HookPlan plan = HookPlan.of(Strategy.AUTO, REFUSED);

        assertThat(plan.label()).isEqualTo("tracepoint");
        assertThat(plan.givenUp()).hasSize(HookFamily.values().length).containsValue(REFUSED.obstacle());
        assertThat(plan.exclusionOf("lsm_open")).contains(REFUSED.obstacle());
        assertThat(plan.exclusionOf("sys_exit_openat")).isEmpty();
        assertThat(plan.exclusionOf("io_uring_submit_req")).isEmpty();
    }

    @Test
    void oneRefusedProgramMovesItsWholeFamilyAndNoOther() {
        HookPlan plan = HookPlan.of(Strategy.AUTO, USABLE);

        plan.giveUp(HookFamily.NAMES, "lsm_names_link: refused");

        assertThat(plan.label()).isEqualTo("open=lsm,write=lsm,names=tracepoint,truncate=lsm,mmap=lsm");
        assertThat(plan.exclusionOf("lsm_names_rename")).isPresent();
        assertThat(plan.exclusionOf("sys_exit_renameat2")).isEmpty();
        assertThat(plan.exclusionOf("sys_exit_write")).isPresent();
        assertThat(plan.exclusionOf("io_uring_submit_req")).isEmpty();
    }

    @Test
    void demandedHooksThatAreRefusedAreAnErrorThatSaysWhatToDo() {
        assertThatThrownBy(() -> HookPlan.of(Strategy.LSM, REFUSED))
                .isInstanceOf(ProbeException.class)
                .hasMessageContaining(REFUSED.obstacle())
                .hasMessageContaining("auto");
    }

    @Test
    void noOperationIsServedTwiceUnderAnyPlan() {
        List<String> names = programs();

        for (HookFamily moved : HookFamily.values()) {
            HookPlan plan = HookPlan.of(Strategy.AUTO, USABLE);
            plan.giveUp(moved, "for this test");
            for (HookFamily family : HookFamily.values()) {
                boolean inside = loads(plan, names, HookFamily::ofFunctionProgram, family);
                boolean outside = loads(plan, names, HookFamily::ofTracepointProgram, family);
                assertThat(inside).as("%s when %s moved", family, moved).isNotEqualTo(outside);
            }
        }
    }

    /** From the object's symbol names. */
    private static List<String> programs() {
        String object = new String(ProbeFile.GENERAL.read(), StandardCharsets.ISO_8859_1);
        return Pattern.compile("(?:lsm|sys_exit)_[a-z0-9_]+")
                .matcher(object)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static boolean loads(
            HookPlan plan, List<String> names, Function<String, Optional<HookFamily>> familyOf, HookFamily family) {
        return names.stream()
                .filter(name -> familyOf.apply(name).equals(Optional.of(family)))
                .anyMatch(name -> plan.exclusionOf(name).isEmpty());
    }
}
