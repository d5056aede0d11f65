// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A way into the test server that shares no code with the installer: plain HTTP, plain JSON. */
public final class TestCluster {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI address;

    TestCluster(URI address) {
        this.address = address;
    }

    public URI address() {
        return address;
    }

    /** Status and body of one answer. */
    public record Answer(int status, JsonNode body) {

        /** The body, when the server said yes. */
        public JsonNode ok() {
            if (status >= 300) {
                throw new AssertionError("HTTP " + status + ": " + body);
            }
            return body;
        }
    }

    public Answer get(String path) {
        return send("GET", path, "");
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, "");
    }

    private Answer send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", path.contains("_bulk") ? "application/x-ndjson" : "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Puts one document into a data stream and makes it searchable. */
    public Answer index(String stream, String document) {
        return post("/" + stream + "/_doc?refresh=true&op_type=create", document);
    }

    /** How many documents of a stream a query finds. */
    public long count(String stream, String query) {
        return post("/" + stream + "/_count", "{\"query\":" + query + "}")
                .ok()
                .path("count")
                .asLong(-1);
    }

    /** How many documents a KQL query finds. */
    public long kql(String stream, String query) {
        return count(stream, "{\"kql\":{\"query\":" + JSON.valueToTree(query) + "}}");
    }

    /** The rows of an ES|QL query. */
    public JsonNode esql(String query) {
        return post("/_query", "{\"query\":" + JSON.valueToTree(query) + "}")
                .ok()
                .path("values");
    }

    /** Removes everything that a test may have left. */
    public void clean() {
        delete("/_data_stream/*");
        for (String name : names("/_index_template", "index_templates")) {
            delete("/_index_template/" + name).ok();
        }
        for (String name : names("/_component_template", "component_templates")) {
            delete("/_component_template/" + name).ok();
        }
        // With no pipeline at all the answer is 404.
        get("/_ingest/pipeline")
                .body()
                .fieldNames()
                .forEachRemaining(name -> delete("/_ingest/pipeline/" + name).ok());
        for (String type : List.of("logs", "traces")) {
            String dataset = type.equals("logs") ? "events" : "episodes";
            delete("/_ilm/policy/" + type + "-sealwatch." + dataset + ".otel@lifecycle");
        }
    }

    private List<String> names(String path, String list) {
        List<String> names = new ArrayList<>();
        get(path).ok().path(list).forEach(each -> names.add(each.path("name").asText()));
        return names;
    }
}
