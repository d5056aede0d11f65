// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.settings;

import java.util.List;

/** Settings that cannot be used; every problem at once. */
public final class InvalidSettings extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidSettings(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
