// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/** Who the installer is to Elasticsearch and Kibana. Secrets never appear in {@code toString}. */
public sealed interface Credentials {

    /** Value of the Authorization header, if any. */
    Optional<String> authorization();

    /** For a cluster without security, such as one on a developer's machine. */
    record Anonymous() implements Credentials {
        @Override
        public Optional<String> authorization() {
            return Optional.empty();
        }
    }

    /** @param encoded the key as Kibana shows it: base64 of id and secret */
    record ApiKey(String encoded) implements Credentials {
        @Override
        public Optional<String> authorization() {
            return Optional.of("ApiKey " + encoded);
        }

        @Override
        public String toString() {
            return "API key";
        }
    }

    record UserPassword(String user, String password) implements Credentials {
        @Override
        public Optional<String> authorization() {
            return Optional.of("Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8)));
        }

        @Override
        public String toString() {
            return "user " + user;
        }
    }
}
