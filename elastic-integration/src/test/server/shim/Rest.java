// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.shim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestChannel;
import org.elasticsearch.rest.RestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.xcontent.XContentBuilder;

/** The little that a REST handler needs. */
final class Rest {

    private Rest() {}

    /** Reads the request, and returns what answers it. */
    interface Prepare {
        Answer prepare(RestRequest request, NodeClient client) throws IOException;
    }

    interface Answer {
        void send(RestChannel channel) throws Exception;
    }

    static RestHandler handler(String name, Prepare prepare, RestHandler.Route... routes) {
        return new BaseRestHandler() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public List<Route> routes() {
                return List.of(routes);
            }

            @Override
            protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) throws IOException {
                Answer answer = prepare.prepare(request, client);
                return answer::send;
            }
        };
    }

    static void send(RestChannel channel, RestStatus status, Map<String, ?> body) {
        try (XContentBuilder builder = channel.newBuilder()) {
            builder.map(body);
            channel.sendResponse(new RestResponse(status, builder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void acknowledge(RestChannel channel) {
        send(channel, RestStatus.OK, Map.of("acknowledged", true));
    }

    static void fail(RestChannel channel, Exception cause) {
        try {
            channel.sendResponse(new RestResponse(channel, cause));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
