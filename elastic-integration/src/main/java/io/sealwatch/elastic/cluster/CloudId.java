// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import java.util.Optional;

/**
 * The id that Elastic Cloud shows for a deployment: {@code name:base64(domain[:port]$elasticsearch$kibana)}.
 */
public record CloudId(URI elasticsearch, Optional<URI> kibana) {

    /** @throws IllegalArgumentException when it is not one */
    public static CloudId parse(String id) {
        String encoded = id.substring(id.lastIndexOf(':') + 1);
        String[] parts;
        try {
            parts = new String(Base64.getDecoder().decode(encoded), UTF_8).split("\\$", -1);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a cloud id: its part after the colon is not base64", e);
        }
        if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw new IllegalArgumentException("not a cloud id: no host of Elasticsearch in it");
        }
        Optional<URI> kibana =
                parts.length > 2 && !parts[2].isEmpty() ? Optional.of(address(parts[2], parts[0])) : Optional.empty();
        return new CloudId(address(parts[1], parts[0]), kibana);
    }

    /** Either part may carry a port: {@code host:port} or {@code domain:port}; 443 is the default. */
    private static URI address(String host, String domain) {
        String[] name = host.split(":", 2);
        String[] zone = domain.split(":", 2);
        String port = name.length > 1 ? name[1] : zone.length > 1 ? zone[1] : "443";
        return URI.create("https://" + name[0] + "." + zone[0] + ":" + port);
    }
}
