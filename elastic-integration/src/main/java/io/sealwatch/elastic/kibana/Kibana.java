// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.kibana;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealwatch.elastic.cluster.ClusterException;
import io.sealwatch.elastic.cluster.ClusterException.Kind;
import io.sealwatch.elastic.cluster.ConnectionSettings;
import io.sealwatch.elastic.cluster.Tls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** One space of one Kibana. */
public final class Kibana {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String DEFAULT_SPACE = "default";

    private final ConnectionSettings settings;
    private final String space;
    private final HttpClient http;

    public Kibana(ConnectionSettings settings, String space) {
        this.settings = settings;
        this.space = space;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10));
        settings.authorities().map(Tls::trusting).ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    /** What came back, when it is not an error of transport, credentials or load. */
    record Answer(int status, String body) {

        JsonNode json() {
            try {
                return JSON.readTree(body.isEmpty() ? "{}" : body);
            } catch (JsonProcessingException e) {
                throw new ClusterException(Kind.UNSUPPORTED, "this does not answer like Kibana: no JSON", e);
            }
        }

        /** Each line of NDJSON. */
        List<JsonNode> lines() {
            return Ndjson.parse(body);
        }
    }

    JsonNode get(String path) {
        return ok("GET " + path, send("GET", path, BodyPublishers.noBody(), "application/json"));
    }

    boolean delete(String path) {
        Answer answer = send("DELETE", path, BodyPublishers.noBody(), "application/json");
        if (answer.status() == 404) {
            return false;
        }
        ok("DELETE " + path, answer);
        return true;
    }

    /** The caller looks at the status. */
    Answer post(String path, JsonNode body) {
        return send("POST", path, BodyPublishers.ofString(body.toString()), "application/json");
    }

    /** Uploads NDJSON as the import APIs want it: a multipart form with one file. */
    JsonNode upload(String path, List<? extends JsonNode> lines) {
        String boundary = "sealwatch-" + Integer.toHexString(lines.hashCode());
        String form = "--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"sealwatch.ndjson\"\r\n"
                + "Content-Type: application/ndjson\r\n\r\n" + Ndjson.print(lines) + "\r\n--" + boundary + "--\r\n";
        Answer answer = send(
                "POST",
                path,
                BodyPublishers.ofByteArray(form.getBytes(UTF_8)),
                "multipart/form-data; boundary=" + boundary);
        return ok("POST " + path, answer);
    }

    private static JsonNode ok(String line, Answer answer) {
        if (answer.status() >= 300) {
            throw ClusterException.of(
                    answer.status(),
                    "Kibana " + line,
                    answer.json().path("message").asText());
        }
        return answer.json();
    }

    private Answer send(String method, String path, BodyPublisher body, String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path))
                .timeout(TIMEOUT)
                .header("kbn-xsrf", "sealwatch")
                .header("Content-Type", contentType)
                .method(method, body);
        settings.credentials().authorization().ifPresent(value -> request.header("Authorization", value));
        String line = method + " " + path;
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString(UTF_8));
            Answer answer = new Answer(response.statusCode(), response.body());
            if (answer.status() == 401 || answer.status() == 403 || answer.status() == 429 || answer.status() >= 500) {
                ok(line, answer);
            }
            return answer;
        } catch (IOException e) {
            throw new ClusterException(
                    Kind.UNREACHABLE, line + ": no answer from Kibana at " + settings.address() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException(Kind.UNREACHABLE, "interrupted while waiting for Kibana", e);
        }
    }

    private URI address(String path) {
        String base = settings.address().toString().replaceAll("/+$", "");
        return URI.create(base + (space.equals(DEFAULT_SPACE) ? "" : "/s/" + space) + path);
    }
}
