// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.catalogue;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** Type of a field on the OpenTelemetry side. */
public enum OtelType {
    STRING("string"),
    STRINGS("string[]"),
    INT("int"),
    DOUBLE("double"),
    BOOLEAN("boolean"),
    /** Nanoseconds since 1970 in OTLP. */
    TIMESTAMP("timestamp"),
    LINKS("links");

    private final String spelling;

    OtelType(String spelling) {
        this.spelling = spelling;
    }

    /** As {@code fields.yml} spells it. */
    public String spelling() {
        return spelling;
    }

    static Optional<OtelType> of(String spelling) {
        return Arrays.stream(values())
                .filter(type -> type.spelling.equals(spelling))
                .findFirst();
    }

    /** Whether a value read from YAML or JSON is one of this type. */
    boolean accepts(Object value) {
        return switch (this) {
            case STRING, TIMESTAMP -> value instanceof String;
            case STRINGS -> value instanceof Collection<?> many && many.stream().allMatch(String.class::isInstance);
            case INT -> value instanceof Integer || value instanceof Long;
            case DOUBLE -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
            case LINKS -> value instanceof Collection<?>;
        };
    }
}
