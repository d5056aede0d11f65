// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** Makes self-signed certificates with the JDK's keytool. */
final class Certificates {
    static final String PASSWORD = "password";

    private final Path directory;

    Certificates(Path directory) {
        this.directory = directory;
    }

    /** A key store with one key whose certificate is for this name. */
    Path keyStore(String name, String san) throws IOException, InterruptedException {
        Path store = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "30",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=" + san,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        return store;
    }

    Path certificate(Path store) throws IOException, GeneralSecurityException {
        return pem(
                store, ".crt", "CERTIFICATE", open(store).getCertificate("key").getEncoded());
    }

    Path key(Path store) throws IOException, GeneralSecurityException {
        byte[] key = open(store).getKey("key", PASSWORD.toCharArray()).getEncoded();
        return pem(store, ".key", "PRIVATE KEY", key);
    }

    private static KeyStore open(Path store) throws IOException, GeneralSecurityException {
        KeyStore opened = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            opened.load(in, PASSWORD.toCharArray());
        }
        return opened;
    }

    private static Path pem(Path store, String suffix, String type, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                Path.of(store + suffix), "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }
}
