// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.catalogue;

import java.util.Set;

/**
 * A name that only Elasticsearch knows.
 *
 * @param path name of the field that it leads to
 * @param on the signals whose documents know it
 */
public record FieldAlias(String name, String path, Set<Signal> on) {

    public FieldAlias {
        on = Set.copyOf(on);
    }
}
