// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.asset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What the installer writes into {@code _meta}, so that it knows its own work again.
 *
 * @param version of the content; newer content is never replaced by older
 * @param hash of the content as it was put
 */
public record Stamp(int version, String hash) {

    private static final String OWNER = "sealwatch";

    /** @return nothing when somebody else made it */
    public static Optional<Stamp> read(JsonNode meta) {
        if (!OWNER.equals(meta.path("managed_by").asText())) {
            return Optional.empty();
        }
        return Optional.of(new Stamp(
                meta.path("content_version").asInt(0), meta.path("content_hash").asText()));
    }

    void write(ObjectNode meta) {
        meta.put("managed_by", OWNER);
        meta.put("managed", true);
        meta.put("content_version", version);
        meta.put("content_hash", hash);
    }
}
