// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; the message lists every problem. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigException(List<String> problems) {
        // one mistake can be found for each signal that it holds for
        super(problems.stream().distinct().collect(Collectors.joining("\n")));
    }

    public ConfigException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
