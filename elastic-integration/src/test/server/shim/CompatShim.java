// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.shim;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.cluster.node.DiscoveryNodes;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.io.stream.NamedWriteableRegistry;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.common.settings.IndexScopedSettings;
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.settings.SettingsFilter;
import org.elasticsearch.features.NodeFeature;
import org.elasticsearch.index.mapper.KeywordFieldMapper;
import org.elasticsearch.index.mapper.Mapper;
import org.elasticsearch.index.mapper.NumberFieldMapper;
import org.elasticsearch.index.mapper.TextFieldMapper;
import org.elasticsearch.ingest.Processor;
import org.elasticsearch.plugins.ActionPlugin;
import org.elasticsearch.plugins.IngestPlugin;
import org.elasticsearch.plugins.MapperPlugin;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.rest.RestController;
import org.elasticsearch.rest.RestHandler;
import org.elasticsearch.xcontent.NamedXContentRegistry;
import org.elasticsearch.xpack.core.ilm.LifecycleSettings;
import org.elasticsearch.xpack.core.ilm.RolloverAction;

/**
 * Stand-ins for Elasticsearch modules that are not published as Maven artifacts: rest-root, data-streams (REST only),
 * constant-keyword, wildcard, mapper-extras, ilm (policies are parsed by the real parser, kept and never run) and the one
 * ingest processor that our pipeline uses. Everything else in the test server is Elasticsearch itself.
 *
 * <p>Not faithful: constant_keyword is a plain keyword without its value, match_only_text is text, scaled_float is double, and
 * GET _mapping shows those.
 */
public final class CompatShim extends Plugin implements ActionPlugin, MapperPlugin, IngestPlugin {

    private ClusterService clusterService;

    @Override
    public Collection<?> createComponents(PluginServices services) {
        clusterService = services.clusterService();
        return List.of();
    }

    @Override
    public List<Setting<?>> getSettings() {
        return List.of(
                LifecycleSettings.LIFECYCLE_NAME_SETTING,
                LifecycleSettings.LIFECYCLE_INDEXING_COMPLETE_SETTING,
                RolloverAction.LIFECYCLE_ROLLOVER_ALIAS_SETTING);
    }

    @Override
    public List<NamedXContentRegistry.Entry> getNamedXContent() {
        return LifecycleRest.actions();
    }

    @Override
    public Map<String, Mapper.TypeParser> getMappers() {
        return Map.of(
                "constant_keyword", without("value", KeywordFieldMapper.PARSER),
                "wildcard", KeywordFieldMapper.PARSER,
                "match_only_text", TextFieldMapper.PARSER,
                "scaled_float", without("scaling_factor", NumberFieldMapper.NumberType.DOUBLE.parser()));
    }

    private static Mapper.TypeParser without(String parameter, Mapper.TypeParser parser) {
        return (name, node, context) -> {
            node.remove(parameter);
            return parser.parse(name, node, context);
        };
    }

    @Override
    public Map<String, Processor.Factory> getProcessors(Processor.Parameters parameters) {
        return Map.of("set", new SetProcessor.Factory());
    }

    @Override
    public Collection<RestHandler> getRestHandlers(
            Settings settings,
            NamedWriteableRegistry namedWriteables,
            RestController controller,
            ClusterSettings clusterSettings,
            IndexScopedSettings indexSettings,
            SettingsFilter filter,
            IndexNameExpressionResolver resolver,
            Supplier<DiscoveryNodes> nodes,
            Predicate<NodeFeature> features) {
        return List.of(
                RootRest.handler(clusterService),
                DataStreamRest.put(clusterService),
                DataStreamRest.get(clusterService),
                DataStreamRest.delete(clusterService, settings),
                LifecycleRest.put(),
                LifecycleRest.get(),
                LifecycleRest.delete());
    }
}
