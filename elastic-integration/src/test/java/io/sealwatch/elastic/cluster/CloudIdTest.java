// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudIdTest {

    private static String encode(String text) {
        return "mine:" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    @Test
    void namesElasticsearchAndKibana() {
        CloudId id = CloudId.parse(encode("eu.example.com$es1$kb1"));

        assertThat(id.elasticsearch()).isEqualTo(URI.create("https://es1.eu.example.com:443"));
        assertThat(id.kibana()).contains(URI.create("https://kb1.eu.example.com:443"));
    }

    @Test
    void takesThePortOfTheDomainOrOfTheHost() {
        CloudId id = CloudId.parse(encode("eu.example.com:9243$es1:9244$"));

        assertThat(id.elasticsearch()).isEqualTo(URI.create("https://es1.eu.example.com:9244"));
        assertThat(id.kibana()).isEmpty();
    }

    @Test
    void whatIsNoCloudIdIsSaidSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CloudId.parse("mine:%%%"))
                .withMessageContaining("not base64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CloudId.parse(encode("nothing")))
                .withMessageContaining("no host of Elasticsearch");
    }

    @Test
    void credentialsInAnAddressAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConnectionSettings(
                        URI.create("https://ana:pw@es:9200"), new Credentials.Anonymous(), Optional.empty()))
                .withMessageContaining("do not belong in the address");
    }

    @Test
    void anEmptyAuthorityFileIsNamed(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("ca.pem"), "");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tls.trusting(file))
                .withMessageContaining(file.toString());
    }
}
