// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import io.sealwatch.otel.settings.EndpointSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The TLS side of an endpoint, made of PEM files.
 *
 * @param context for connections
 * @param trust what the context trusts
 */
record Tls(SSLContext context, X509TrustManager trust) {
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final char[] NO_PASSWORD = new char[0];

    static Tls of(EndpointSettings endpoint) {
        try {
            X509TrustManager trust = trust(endpoint.certificate());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(endpoint), new TrustManager[] {trust}, null);
            return new Tls(context, trust);
        } catch (GeneralSecurityException | IOException unusable) {
            throw new TlsException(
                    "TLS for " + endpoint.endpoint() + " cannot be set up: " + unusable.getMessage(), unusable);
        }
    }

    private static X509TrustManager trust(Optional<Path> authorities) throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities.isPresent() ? storeOf(authorities.get()) : (KeyStore) null);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("this Java has no X.509 trust manager");
    }

    private static KeyStore storeOf(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        int number = 0;
        for (Certificate certificate : certificates(file)) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        return store;
    }

    private static KeyManager[] keys(EndpointSettings endpoint) throws GeneralSecurityException, IOException {
        if (endpoint.clientKey().isEmpty() || endpoint.clientCertificate().isEmpty()) {
            return new KeyManager[0];
        }
        KeyStore store = emptyStore();
        Certificate[] chain = certificates(endpoint.clientCertificate().get()).toArray(Certificate[]::new);
        store.setKeyEntry("client", privateKey(endpoint.clientKey().get()), NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws GeneralSecurityException, IOException {
        try {
            Collection<? extends Certificate> all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
            if (!all.isEmpty()) {
                return all;
            }
        } catch (GeneralSecurityException malformed) {
            throw new TlsException(file + " does not hold PEM certificates: " + malformed.getMessage(), malformed);
        }
        throw new TlsException(file + " holds no certificate");
    }

    private static PrivateKey privateKey(Path file) throws IOException {
        String pem = Files.readString(file, StandardCharsets.ISO_8859_1);
        String begin = "-----BEGIN PRIVATE KEY-----";
        int start = pem.indexOf(begin);
        int end = pem.indexOf("-----END PRIVATE KEY-----");
        if (start < 0 || end < start) {
            throw new TlsException(file + " holds no PKCS#8 key (BEGIN PRIVATE KEY); convert it with:"
                    + " openssl pkcs8 -topk8 -nocrypt -in " + file + " -out key.pem");
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.substring(start + begin.length(), end));
        // The file does not say which algorithm the key is for.
        return KEY_ALGORITHMS.stream()
                .flatMap(algorithm -> key(algorithm, der).stream())
                .findFirst()
                .orElseThrow(() -> new TlsException(file + " holds a key that is none of " + KEY_ALGORITHMS));
    }

    private static Optional<PrivateKey> key(String algorithm, byte[] der) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (GeneralSecurityException otherAlgorithm) {
            return Optional.empty();
        }
    }
}
