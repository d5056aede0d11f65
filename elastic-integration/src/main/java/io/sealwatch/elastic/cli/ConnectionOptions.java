// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cli;

import io.sealwatch.elastic.cluster.CloudId;
import io.sealwatch.elastic.cluster.ConnectionSettings;
import io.sealwatch.elastic.cluster.Credentials;
import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where and as whom. Every option has an environment variable; a secret has no option of its own, because {@code ps} and the
 * shell's history show what is on a command line.
 */
final class ConnectionOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Elasticsearch, such as https://es.example.org:9200 (SEALWATCH_ELASTIC_URL)")
    @Nullable
    String url;

    @Option(names = "--cloud-id", paramLabel = "ID", description = "instead of --url (SEALWATCH_ELASTIC_CLOUD_ID)")
    @Nullable
    String cloudId;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "PEM file with the authority to trust; TLS is always verified (SEALWATCH_ELASTIC_CA)")
    @Nullable
    Path authorities;

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "file with the API key, or the key itself in SEALWATCH_ELASTIC_API_KEY")
    @Nullable
    Path apiKeyFile;

    @Option(names = "--user", paramLabel = "NAME", description = "user (SEALWATCH_ELASTIC_USER)")
    @Nullable
    String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "file with the password, or SEALWATCH_ELASTIC_PASSWORD, or you are asked for it")
    @Nullable
    Path passwordFile;

    @Option(
            names = "--kibana",
            paramLabel = "URL",
            description = "Kibana, for dashboards and rules (SEALWATCH_KIBANA_URL)")
    @Nullable
    String kibanaUrl;

    @Option(names = "--space", paramLabel = "ID", description = "space of Kibana (SEALWATCH_KIBANA_SPACE)")
    @Nullable
    String space;

    private Map<String, String> environment = System.getenv();

    /** For tests. */
    void environment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
    }

    ConnectionSettings elasticsearch() {
        Optional<String> cloud = or(cloudId, "SEALWATCH_ELASTIC_CLOUD_ID");
        Optional<String> plain = or(url, "SEALWATCH_ELASTIC_URL");
        if (plain.isPresent() && cloud.isPresent()) {
            throw new IllegalArgumentException("give --url or --cloud-id, not both");
        }
        URI address = plain.map(ConnectionOptions::uri)
                .or(() -> cloud.map(id -> CloudId.parse(id).elasticsearch()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "where is Elasticsearch? Give --url, --cloud-id or SEALWATCH_ELASTIC_URL"));
        return new ConnectionSettings(address, credentials(), ca());
    }

    /** Nothing when no Kibana is named. */
    Optional<ConnectionSettings> kibana() {
        return or(kibanaUrl, "SEALWATCH_KIBANA_URL")
                .map(ConnectionOptions::uri)
                .or(() -> or(cloudId, "SEALWATCH_ELASTIC_CLOUD_ID")
                        .flatMap(id -> CloudId.parse(id).kibana()))
                .map(address -> new ConnectionSettings(address, credentials(), ca()));
    }

    String kibanaSpace() {
        return or(space, "SEALWATCH_KIBANA_SPACE").orElse("default");
    }

    private Optional<Path> ca() {
        return authorities != null
                ? Optional.of(authorities)
                : variable("SEALWATCH_ELASTIC_CA").map(Path::of);
    }

    private Credentials credentials() {
        Optional<String> key = secret(apiKeyFile, "SEALWATCH_ELASTIC_API_KEY");
        Optional<String> name = or(user, "SEALWATCH_ELASTIC_USER");
        if (key.isPresent() && name.isPresent()) {
            throw new IllegalArgumentException("give an API key or a user, not both");
        }
        if (key.isPresent()) {
            return new Credentials.ApiKey(key.get());
        }
        if (name.isEmpty()) {
            return new Credentials.Anonymous();
        }
        String password = secret(passwordFile, "SEALWATCH_ELASTIC_PASSWORD")
                .or(() -> ask(name.get()))
                .orElseThrow(() -> new IllegalArgumentException("no password for " + name.get()
                        + ": use --password-file, SEALWATCH_ELASTIC_PASSWORD or a terminal"));
        return new Credentials.UserPassword(name.get(), password);
    }

    private Optional<String> secret(@Nullable Path file, String variable) {
        if (file == null) {
            return variable(variable);
        }
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    // From JDK 22 on there is a console even without a terminal; it then reads nothing, which is handled too.
    @SuppressWarnings("SystemConsoleNull")
    private static Optional<String> ask(String name) {
        @Nullable Console console = System.console();
        if (console == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(console.readPassword("Password of %s: ", name))
                .map(String::new);
    }

    private Optional<String> or(@Nullable String option, String variable) {
        return option != null ? Optional.of(option) : variable(variable);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not an address: " + text, e);
        }
    }
}
