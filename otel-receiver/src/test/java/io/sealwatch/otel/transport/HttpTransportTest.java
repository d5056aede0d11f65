// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.sealwatch.otel.settings.EndpointSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportTest {
    private static final String PATH = "/v1/logs";
    private static final byte[] REQUEST = {10, 0};

    @TempDir
    Path directory;

    private WireMockServer server =
            started(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    private static WireMockServer started(WireMockConfiguration options) {
        WireMockServer server = new WireMockServer(options);
        server.start();
        return server;
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Answer answerTo(ResponseDefinitionBuilder response) {
        server.stubFor(post(urlEqualTo(PATH)).willReturn(response));
        return send(Endpoints.http(server.baseUrl() + PATH, Duration.ofSeconds(2)));
    }

    private static Answer send(EndpointSettings endpoint) {
        try (HttpTransport transport = new HttpTransport(endpoint)) {
            return transport.send(REQUEST);
        }
    }

    private static Answer.Unavailable unavailable(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Unavailable.class);
        return (Answer.Unavailable) answer;
    }

    @Test
    void twoHundredIsDeliveryAndTheRequestIsOtlp() {
        assertThat(answerTo(aResponse().withStatus(200))).isEqualTo(new Answer.Delivered(0, ""));
        server.verify(postRequestedFor(urlEqualTo(PATH))
                .withHeader("Content-Type", equalTo("application/x-protobuf"))
                .withHeader("x-team", equalTo("blue")));
        assertThat(server.getAllServeEvents().get(0).getRequest().getBody()).isEqualTo(REQUEST);
    }

    @Test
    void partialSuccessIsRead() {
        byte[] body = ExportLogsServiceResponse.newBuilder()
                .setPartialSuccess(ExportLogsPartialSuccess.newBuilder()
                        .setRejectedLogRecords(3)
                        .setErrorMessage("mapping conflict"))
                .build()
                .toByteArray();
        assertThat(answerTo(aResponse()
                        .withStatus(200)
                        .withHeader("Content-Type", "application/x-protobuf")
                        .withBody(body)))
                .isEqualTo(new Answer.Delivered(3, "mapping conflict"));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void whatMayBeRetriedIsWithTheWaitThatIsAskedFor(int status) {
        Answer answer = answerTo(aResponse().withStatus(status).withHeader("Retry-After", "7"));
        assertThat(unavailable(answer).retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(unavailable(answer).reason()).contains(String.valueOf(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 415, 422, 500, 501})
    void whatMayNotBeRetriedIsRefused(int status) {
        assertThat(answerTo(aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", "text/plain")
                        .withBody("no such\nfield")))
                .isEqualTo(new Answer.Refused("HTTP " + status + " (no such field)"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 301})
    void aWrongAddressOrTokenCostsNoRecords(int status) {
        assertThat(unavailable(answerTo(aResponse().withStatus(status))).reason())
                .contains("endpoint");
    }

    /** The receiver's clock is a day ahead of ours, or ours was set back: only the difference of its own times counts. */
    @ParameterizedTest
    @ValueSource(strings = {"Wed, 25 Nov 2099 10:00:00 GMT", "Sun, 06 Nov 1994 08:49:00 GMT"})
    void aDateInRetryAfterIsOfTheReceiversClock(String date) {
        String later = date.replace(":00 GMT", ":20 GMT");
        Answer answer =
                answerTo(aResponse().withStatus(503).withHeader("Date", date).withHeader("Retry-After", later));
        assertThat(unavailable(answer).retryAfter()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void tooLargeIsTold() {
        assertThat(answerTo(aResponse().withStatus(413))).isInstanceOf(Answer.TooLarge.class);
    }

    @Test
    void aSlowReceiverIsNotWaitedForLongerThanTheTimeout() {
        assertThat(unavailable(answerTo(aResponse().withStatus(200).withFixedDelay(5_000)))
                        .reason())
                .contains("2000 ms");
    }

    @Test
    void aBodyThatDripsIsNotWaitedForLongerThanTheTimeout() {
        assertThat(unavailable(answerTo(aResponse()
                                .withStatus(200)
                                .withBody("x".repeat(100))
                                .withChunkedDribbleDelay(10, 5_000)))
                        .reason())
                .contains("2000 ms");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everyBrokenConnectionCanBeTriedAgain(Fault fault) {
        assertThat(unavailable(answerTo(aResponse().withFault(fault))).reason()).isNotEmpty();
    }

    @Test
    void aWebPageIsNoReceiver() {
        assertThat(unavailable(answerTo(aResponse()
                                .withStatus(200)
                                .withHeader("Content-Type", "text/html; charset=utf-8")
                                .withBody("<html>")))
                        .reason())
                .contains("web page");
    }

    @Test
    void anAnswerThatIsNotOtlpIsSaid() {
        Answer answer = answerTo(aResponse().withStatus(200).withBody(new byte[] {(byte) 0xFF, 1, 2}));
        assertThat(answer).isInstanceOf(Answer.Delivered.class);
        assertThat(((Answer.Delivered) answer).message()).contains("not OTLP");
    }

    @Test
    void nobodyListensThere() {
        String url = server.baseUrl() + PATH;
        server.stop();
        assertThat(unavailable(send(Endpoints.http(url, Duration.ofSeconds(2)))).reason())
                .contains("no receiver listens");
    }

    @Test
    void anUnknownHostIsNamed() {
        // Too long for a name of DNS: nobody is asked.
        String host = "r".repeat(64);
        assertThat(unavailable(send(Endpoints.http("http://" + host + ":4318" + PATH, Duration.ofSeconds(2))))
                        .reason())
                .contains("no address is known for the host " + host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Client sent an HTTP request to an HTTPS server.\n",
                "<center>The plain HTTP request was sent to HTTPS port</center>",
                "You're speaking plain HTTP to an SSL-enabled server port."
            })
    void clearTextToATlsPortIsSaidAndCostsNoRecords(String words) {
        assertThat(unavailable(answerTo(aResponse().withStatus(400).withBody(words)))
                        .reason())
                .contains("https");
    }

    @Test
    void compressionIsAnnounced() {
        server.stubFor(post(urlEqualTo(PATH)).willReturn(aResponse().withStatus(200)));
        EndpointSettings plain = Endpoints.http(server.baseUrl() + PATH, Duration.ofSeconds(2));
        send(new EndpointSettings(
                plain.protocol(),
                plain.endpoint(),
                plain.headers(),
                true,
                plain.timeout(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        server.verify(postRequestedFor(urlEqualTo(PATH)).withHeader("Content-Encoding", equalTo("gzip")));
    }

    @Test
    void tlsToAPlainPortIsSaid() {
        String url = "https://127.0.0.1:" + server.port() + PATH;
        assertThat(unavailable(send(Endpoints.http(url, Duration.ofSeconds(2)))).reason())
                .startsWith("TLS");
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        Certificates certificates = new Certificates(directory);
        Path store = certificates.keyStore("other", "dns:elsewhere.test");
        EndpointSettings endpoint = secured(store, certificates.certificate(store), Optional.empty(), Optional.empty());
        assertThat(unavailable(send(endpoint)).reason()).startsWith("TLS");
    }

    @Test
    void theRightCertificateIsTrusted() throws Exception {
        Certificates certificates = new Certificates(directory);
        Path store = certificates.keyStore("right", "ip:127.0.0.1");
        EndpointSettings endpoint = secured(store, certificates.certificate(store), Optional.empty(), Optional.empty());
        assertThat(send(endpoint)).isEqualTo(new Answer.Delivered(0, ""));
    }

    @Test
    void mutualTlsShowsTheClientsCertificate() throws Exception {
        Certificates certificates = new Certificates(directory);
        Path store = certificates.keyStore("right", "ip:127.0.0.1");
        Path client = certificates.keyStore("client", "dns:agent.test");
        server.stop();
        server = started(WireMockConfiguration.options()
                .dynamicPort()
                .dynamicHttpsPort()
                .bindAddress("127.0.0.1")
                .keystorePath(store.toString())
                .keystorePassword(Certificates.PASSWORD)
                .keyManagerPassword(Certificates.PASSWORD)
                .keystoreType("PKCS12")
                .needClientAuth(true)
                .trustStorePath(client.toString())
                .trustStorePassword(Certificates.PASSWORD)
                .trustStoreType("PKCS12"));
        server.stubFor(post(urlEqualTo(PATH)).willReturn(aResponse().withStatus(200)));
        Path authority = certificates.certificate(store);
        assertThat(unavailable(send(https(authority, Optional.empty(), Optional.empty())))
                        .reason())
                .isNotEmpty();
        assertThat(send(https(
                        authority,
                        Optional.of(certificates.key(client)),
                        Optional.of(certificates.certificate(client)))))
                .isEqualTo(new Answer.Delivered(0, ""));
    }

    @Test
    void aKeyInAnotherFormIsToldHowToConvert() throws Exception {
        Certificates certificates = new Certificates(directory);
        Path store = certificates.keyStore("right", "ip:127.0.0.1");
        Path wrong = Files.writeString(directory.resolve("old.key"), "-----BEGIN RSA PRIVATE KEY-----\n");
        Path certificate = certificates.certificate(store);
        EndpointSettings endpoint = https(certificate, Optional.of(wrong), Optional.of(certificate));
        assertThatThrownBy(() -> send(endpoint))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("openssl pkcs8");
    }

    private EndpointSettings secured(
            Path store, Path authority, Optional<Path> clientKey, Optional<Path> clientCertificate) {
        server.stop();
        server = started(WireMockConfiguration.options()
                .dynamicPort()
                .dynamicHttpsPort()
                .bindAddress("127.0.0.1")
                .keystorePath(store.toString())
                .keystorePassword(Certificates.PASSWORD)
                .keyManagerPassword(Certificates.PASSWORD)
                .keystoreType("PKCS12"));
        server.stubFor(post(urlEqualTo(PATH)).willReturn(aResponse().withStatus(200)));
        return https(authority, clientKey, clientCertificate);
    }

    private EndpointSettings https(Path authority, Optional<Path> clientKey, Optional<Path> clientCertificate) {
        int port = server.isRunning() && server.getOptions().httpsSettings().enabled() ? server.httpsPort() : 1;
        EndpointSettings base = Endpoints.http("https://127.0.0.1:" + port + PATH, Duration.ofSeconds(5));
        return new EndpointSettings(
                base.protocol(),
                URI.create("https://127.0.0.1:" + port + PATH),
                base.headers(),
                false,
                base.timeout(),
                Optional.of(authority),
                clientKey,
                clientCertificate);
    }
}
