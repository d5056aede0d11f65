// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a server is and how it is trusted. TLS is verified always; a private authority is named by its file.
 *
 * @param authorities file with the PEM certificates of the authorities to trust instead of the JDK's
 */
public record ConnectionSettings(URI address, Credentials credentials, Optional<Path> authorities) {

    public ConnectionSettings {
        if (address.getHost() == null || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
            throw new IllegalArgumentException(
                    "not an http or https address: " + address + " (example: https://es.example.org:9200)");
        }
        if (address.getUserInfo() != null) {
            throw new IllegalArgumentException("credentials do not belong in the address, where ps shows them");
        }
    }
}
