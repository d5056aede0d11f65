// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.config;

import java.util.List;

/** The configuration cannot be used; the message lists every problem. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigException(List<String> problems) {
        super(String.join("\n", problems));
    }

    public ConfigException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
