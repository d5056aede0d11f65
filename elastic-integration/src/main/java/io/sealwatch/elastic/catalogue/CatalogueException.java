// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.catalogue;

import java.util.List;

/** The catalogue contradicts itself or cannot be read; the message names every field at fault. */
public final class CatalogueException extends RuntimeException {

    private final transient List<String> problems;

    CatalogueException(List<String> problems) {
        super("fields.yml: " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
