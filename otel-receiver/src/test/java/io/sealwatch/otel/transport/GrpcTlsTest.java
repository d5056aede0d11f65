// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import static io.sealwatch.otel.transport.GrpcReceiver.send;
import static io.sealwatch.otel.transport.GrpcReceiver.unavailable;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Grpc;
import io.grpc.TlsServerCredentials;
import io.sealwatch.otel.settings.EndpointSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OTLP/gRPC with TLS against grpc-java's server. */
class GrpcTlsTest {
    @TempDir
    Path directory;

    private final GrpcReceiver receiver;

    GrpcTlsTest() throws IOException {
        receiver = new GrpcReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private EndpointSettings endpoint(
            String scheme, Optional<Path> authority, Optional<Path> key, Optional<Path> certificate) {
        return receiver.endpoint(scheme, Duration.ofSeconds(10), authority, key, certificate);
    }

    private void secured(TlsServerCredentials.Builder credentials) throws IOException {
        receiver.restart(Grpc.newServerBuilderForPort(0, credentials.build()));
    }

    @Test
    void tlsWithTheRightNameIsTrustedAndWithAnotherIsNot() throws Exception {
        Certificates certificates = new Certificates(directory);
        Path right = certificates.keyStore("right", "ip:127.0.0.1");
        secured(TlsServerCredentials.newBuilder()
                .keyManager(
                        certificates.certificate(right).toFile(),
                        certificates.key(right).toFile()));
        assertThat(send(endpoint(
                        "https", Optional.of(certificates.certificate(right)), Optional.empty(), Optional.empty())))
                .isEqualTo(new Answer.Delivered(0, ""));

        Path other = certificates.keyStore("other", "dns:elsewhere.test");
        secured(TlsServerCredentials.newBuilder()
                .keyManager(
                        certificates.certificate(other).toFile(),
                        certificates.key(other).toFile()));
        Answer answer = send(
                endpoint("https", Optional.of(certificates.certificate(other)), Optional.empty(), Optional.empty()));
        assertThat(unavailable(answer).reason()).startsWith("TLS").contains("127.0.0.1");
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void mutualTlsShowsTheClientsCertificate() throws Exception {
        Certificates certificates = new Certificates(directory);
        Path right = certificates.keyStore("right", "ip:127.0.0.1");
        Path client = certificates.keyStore("client", "dns:agent.test");
        secured(TlsServerCredentials.newBuilder()
                .keyManager(
                        certificates.certificate(right).toFile(),
                        certificates.key(right).toFile())
                .trustManager(certificates.certificate(client).toFile())
                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE));
        Optional<Path> authority = Optional.of(certificates.certificate(right));
        assertThat(unavailable(send(endpoint("https", authority, Optional.empty(), Optional.empty())))
                        .reason())
                .isNotEmpty();
        assertThat(receiver.received()).isEmpty();
        assertThat(send(endpoint(
                        "https",
                        authority,
                        Optional.of(certificates.key(client)),
                        Optional.of(certificates.certificate(client)))))
                .isEqualTo(new Answer.Delivered(0, ""));
    }

    @Test
    void tlsToAPlainPortIsSaid() {
        assertThat(unavailable(send(endpoint("https", Optional.empty(), Optional.empty(), Optional.empty())))
                        .reason())
                .startsWith("TLS");
    }
}
