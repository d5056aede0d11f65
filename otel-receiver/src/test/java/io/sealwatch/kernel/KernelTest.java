// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.kernel;

import io.sealwatch.probe.KernelFeatures;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test that loads the probes. Where they cannot be loaded it is skipped and says why; in CI as root on a kernel with
 * BTF it runs and fails, because there it should have worked.
 */
@Tag("kernel")
@ExtendWith(KernelTest.Condition.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface KernelTest {
    /** Decides by what {@code sealwatch check} would say. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            List<String> obstacles = KernelFeatures.detect().obstacles();
            if (obstacles.isEmpty()) {
                return ConditionEvaluationResult.enabled("the sensor can work here");
            }
            if (mustWork()) {
                return ConditionEvaluationResult.enabled("CI as root with BTF: the sensor must work");
            }
            return ConditionEvaluationResult.disabled("the sensor cannot work here: " + String.join("; ", obstacles));
        }

        /** True where a missing tool or a refused probe is a failure, not a reason to skip. */
        static boolean mustWork() {
            return System.getenv("CI") != null
                    && "root".equals(System.getProperty("user.name"))
                    && Files.exists(Path.of("/sys/kernel/btf/vmlinux"));
        }
    }
}
