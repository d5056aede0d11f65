// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.asset;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One thing that is put into a cluster.
 *
 * @param body what is PUT, stamped with who owns it, content version and hash
 */
public record Asset(AssetKind kind, String name, ObjectNode body) {

    public String path() {
        return kind.path(name);
    }

    public Stamp stamp() {
        return Stamp.read(kind.meta(body)).orElseThrow();
    }
}
