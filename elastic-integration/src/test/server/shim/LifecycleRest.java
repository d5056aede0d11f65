// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.shim;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.elasticsearch.ResourceNotFoundException;
import org.elasticsearch.core.CheckedFunction;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.rest.RestHandler;
import org.elasticsearch.rest.RestRequest.Method;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.xcontent.NamedXContentRegistry;
import org.elasticsearch.xcontent.ParseField;
import org.elasticsearch.xcontent.ToXContent;
import org.elasticsearch.xcontent.XContentBuilder;
import org.elasticsearch.xcontent.XContentParser;
import org.elasticsearch.xpack.core.ilm.DeleteAction;
import org.elasticsearch.xpack.core.ilm.ForceMergeAction;
import org.elasticsearch.xpack.core.ilm.LifecycleAction;
import org.elasticsearch.xpack.core.ilm.LifecyclePolicy;
import org.elasticsearch.xpack.core.ilm.LifecycleType;
import org.elasticsearch.xpack.core.ilm.RolloverAction;
import org.elasticsearch.xpack.core.ilm.SetPriorityAction;
import org.elasticsearch.xpack.core.ilm.TimeseriesLifecycleType;
import org.elasticsearch.xpack.core.ilm.action.PutLifecycleRequest;

/** {@code /_ilm/policy}: policies are parsed and validated by Elasticsearch's own classes, kept in memory, never run. */
final class LifecycleRest {

    private static final Map<String, LifecyclePolicy> POLICIES = new ConcurrentHashMap<>();

    private LifecycleRest() {}

    static List<NamedXContentRegistry.Entry> actions() {
        return List.of(
                new NamedXContentRegistry.Entry(
                        LifecycleType.class,
                        new ParseField(TimeseriesLifecycleType.TYPE),
                        parser -> TimeseriesLifecycleType.INSTANCE),
                action(RolloverAction.NAME, RolloverAction::parse),
                action(DeleteAction.NAME, DeleteAction::parse),
                action(ForceMergeAction.NAME, ForceMergeAction::parse),
                action(SetPriorityAction.NAME, SetPriorityAction::parse));
    }

    private static NamedXContentRegistry.Entry action(
            String name, CheckedFunction<XContentParser, LifecycleAction, java.io.IOException> parser) {
        return new NamedXContentRegistry.Entry(LifecycleAction.class, new ParseField(name), parser);
    }

    static RestHandler put() {
        return Rest.handler(
                "shim_ilm_put",
                (request, client) -> {
                    String name = request.param("name");
                    LifecyclePolicy policy;
                    try (XContentParser parser = request.contentParser()) {
                        policy = PutLifecycleRequest.parseRequest(new NamedFactory(name), parser)
                                .getPolicy();
                    }
                    policy.validate();
                    LifecyclePolicy.validatePolicyName(name);
                    POLICIES.put(name, policy);
                    return Rest::acknowledge;
                },
                new RestHandler.Route(Method.PUT, "/_ilm/policy/{name}"));
    }

    private record NamedFactory(String name) implements PutLifecycleRequest.Factory {
        @Override
        public PutLifecycleRequest create(LifecyclePolicy policy) {
            return new PutLifecycleRequest(TimeValue.MAX_VALUE, TimeValue.MAX_VALUE, policy);
        }

        @Override
        public String getPolicyName() {
            return name;
        }
    }

    static RestHandler get() {
        return Rest.handler(
                "shim_ilm_get",
                (request, client) -> {
                    String name = request.param("name");
                    LifecyclePolicy policy = POLICIES.get(name);
                    if (policy == null) {
                        return channel -> Rest.fail(
                                channel, new ResourceNotFoundException("Lifecycle policy not found: {}", name));
                    }
                    return channel -> {
                        try (XContentBuilder builder = channel.newBuilder()) {
                            builder.startObject().startObject(name).field("version", 1);
                            builder.field("modified_date", "2026-01-01T00:00:00.000Z").field("policy");
                            policy.toXContent(builder, ToXContent.EMPTY_PARAMS);
                            builder.startObject("in_use_by").endObject().endObject().endObject();
                            channel.sendResponse(new RestResponse(RestStatus.OK, builder));
                        }
                    };
                },
                new RestHandler.Route(Method.GET, "/_ilm/policy/{name}"));
    }

    static RestHandler delete() {
        return Rest.handler(
                "shim_ilm_delete",
                (request, client) -> {
                    String name = request.param("name");
                    LifecyclePolicy gone = POLICIES.remove(name);
                    return channel -> {
                        if (gone == null) {
                            Rest.fail(channel, new ResourceNotFoundException("Lifecycle policy not found: {}", name));
                        } else {
                            Rest.acknowledge(channel);
                        }
                    };
                },
                new RestHandler.Route(Method.DELETE, "/_ilm/policy/{name}"));
    }
}
