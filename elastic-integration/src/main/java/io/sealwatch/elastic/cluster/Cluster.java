// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cluster;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.TransportException;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sealwatch.elastic.cluster.ClusterException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.message.BasicHeader;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/**
 * One Elasticsearch cluster. Assets travel as JSON through the low-level client, because the typed client silently drops what
 * it does not know; the typed client does the rest.
 */
public final class Cluster implements AutoCloseable {

    /** Waits between attempts while a cluster is overloaded; replaced in tests. */
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    private static final int ATTEMPTS = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RestClient rest;
    private final ElasticsearchClient typed;
    private final Pause pause;
    private final AtomicInteger requests = new AtomicInteger();

    Cluster(ConnectionSettings settings, Pause pause) {
        this.rest = connect(settings, requests);
        this.typed = new ElasticsearchClient(new RestClientTransport(rest, new JacksonJsonpMapper()));
        this.pause = pause;
    }

    public static Cluster connect(ConnectionSettings settings) {
        return new Cluster(settings, duration -> Thread.sleep(duration.toMillis()));
    }

    private static RestClient connect(ConnectionSettings settings, AtomicInteger requests) {
        HttpHost host = HttpHost.create(
                settings.address().getScheme() + "://" + settings.address().getHost() + ":" + port(settings));
        RestClientBuilder builder = RestClient.builder(host)
                .setDefaultHeaders(settings.credentials()
                        .authorization()
                        .map(value -> new Header[] {new BasicHeader("Authorization", value)})
                        .orElse(new Header[0]))
                .setHttpClientConfigCallback(http -> {
                    settings.authorities().map(Tls::trusting).ifPresent(http::setSSLContext);
                    return http.addInterceptorFirst(
                            (HttpRequestInterceptor) (request, context) -> requests.incrementAndGet());
                });
        String path = settings.address().getPath();
        if (path != null && path.length() > 1) {
            builder.setPathPrefix(path);
        }
        return builder.build();
    }

    private static int port(ConnectionSettings settings) {
        int port = settings.address().getPort();
        if (port >= 0) {
            return port;
        }
        return "https".equals(settings.address().getScheme()) ? 443 : 9200;
    }

    /** Requests sent so far, including repeated ones. */
    public int requests() {
        return requests.get();
    }

    /** What the cluster is. Refuses what is not Elasticsearch. */
    public Capabilities capabilities() {
        var version = typed("GET /", client -> client.info()).version();
        return new Capabilities(Version.parse(version.number()), "serverless".equals(version.buildFlavor()));
    }

    /** The body of an existing thing, or nothing when there is none. */
    public Optional<JsonNode> find(String path) {
        try {
            return Optional.of(send("GET", path));
        } catch (ClusterException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    public JsonNode send(String method, String path) {
        return attempt(new Request(method, path));
    }

    public JsonNode send(String method, String path, JsonNode body) {
        Request request = new Request(method, path);
        request.setJsonEntity(body.toString());
        return attempt(request);
    }

    /** @return whether there was something to delete */
    public boolean delete(String path) {
        try {
            send("DELETE", path);
            return true;
        } catch (ClusterException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private JsonNode attempt(Request request) {
        String line = request.getMethod() + " " + request.getEndpoint();
        for (int attempt = 1; ; attempt++) {
            try {
                Response response = rest.performRequest(request);
                return response.getEntity() == null
                        ? MissingNode.getInstance()
                        : JSON.readTree(EntityUtils.toByteArray(response.getEntity()));
            } catch (ResponseException e) {
                ClusterException failure = failure(line, e);
                if (failure.kind() != Kind.OVERLOADED || attempt == ATTEMPTS) {
                    throw failure;
                }
                waitBefore(attempt);
            } catch (IOException e) {
                throw unreachable(line, e);
            }
        }
    }

    private void waitBefore(int attempt) {
        try {
            pause.of(Duration.ofSeconds(1L << (attempt - 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException(Kind.OVERLOADED, "interrupted while waiting for the cluster", e);
        }
    }

    private static ClusterException failure(String line, ResponseException e) {
        return ClusterException.of(e.getResponse().getStatusLine().getStatusCode(), line, reason(e));
    }

    private static String reason(ResponseException e) {
        try {
            JsonNode error = JSON.readTree(EntityUtils.toString(e.getResponse().getEntity()))
                    .path("error");
            String reason = error.path("reason").asText(error.asText());
            String cause = error.path("caused_by").path("reason").asText("");
            return cause.isEmpty() || reason.contains(cause) ? reason : reason + " (" + cause + ")";
        } catch (IOException | RuntimeException unreadable) {
            return String.valueOf(e.getResponse().getStatusLine().getReasonPhrase());
        }
    }

    private static ClusterException unreachable(String line, IOException e) {
        return new ClusterException(
                Kind.UNREACHABLE,
                line + ": no answer from Elasticsearch: " + e + ". Check address, port and CA file.",
                e);
    }

    /** A call of the typed client. */
    public interface Call<T> {
        T on(ElasticsearchClient client) throws IOException;
    }

    /** Makes a call of the typed client, with failures told as everywhere else. */
    public <T> T typed(String line, Call<T> call) {
        try {
            return call.on(typed);
        } catch (ElasticsearchException e) {
            throw ClusterException.of(e.status(), line, String.valueOf(e.error().reason()));
        } catch (TransportException e) {
            throw typedFailure(line, e);
        } catch (ResponseException e) {
            throw failure(line, e);
        } catch (IOException e) {
            throw unreachable(line, e);
        }
    }

    private static ClusterException typedFailure(String line, TransportException e) {
        if (e.statusCode() >= 400) {
            return ClusterException.of(e.statusCode(), line, String.valueOf(e.getMessage()));
        }
        return new ClusterException(
                Kind.UNSUPPORTED, line + ": this does not answer like Elasticsearch: " + e.getMessage(), e);
    }

    @Override
    public void close() throws IOException {
        rest.close();
    }
}
