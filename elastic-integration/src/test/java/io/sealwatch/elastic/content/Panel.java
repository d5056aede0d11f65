// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One panel of one dashboard. */
record Panel(String dashboard, JsonNode node) {

    static Stream<Panel> all() {
        return Sources.dashboards().entrySet().stream()
                .flatMap(board -> board.getValue()
                        .at("/attributes/panelsJSON")
                        .valueStream()
                        .map(panel -> new Panel(board.getKey(), panel)));
    }

    static Stream<Panel> lens() {
        return all().filter(panel -> panel.node.path("type").asText().equals("lens"));
    }

    static Stream<Panel> esql() {
        return lens().filter(panel ->
                !panel.state().at("/datasourceStates/textBased").isMissingNode());
    }

    static Stream<Panel> formBased() {
        return lens().filter(panel ->
                !panel.state().at("/datasourceStates/formBased").isMissingNode());
    }

    String id() {
        return node.path("panelIndex").asText();
    }

    String title() {
        return node.path("title")
                .asText(node.at("/embeddableConfig/attributes/title").asText());
    }

    JsonNode grid() {
        return node.path("gridData");
    }

    JsonNode state() {
        return node.at("/embeddableConfig/attributes/state");
    }

    /** The only layer: no panel has two. */
    JsonNode layer() {
        return layers().elements().next();
    }

    private JsonNode layers() {
        return state().path("datasourceStates").elements().next().path("layers");
    }

    String layerId() {
        return state().path("datasourceStates")
                .elements()
                .next()
                .path("layers")
                .fieldNames()
                .next();
    }

    boolean overlaps(Panel other) {
        return start("x") < other.end("x", "w")
                && other.start("x") < end("x", "w")
                && start("y") < other.end("y", "h")
                && other.start("y") < end("y", "h");
    }

    int start(String axis) {
        return grid().path(axis).asInt();
    }

    int end(String axis, String size) {
        return start(axis) + grid().path(size).asInt();
    }

    /** Every KQL text in the panel. */
    List<String> kql() {
        List<String> texts = new ArrayList<>();
        collect(state(), texts);
        return texts;
    }

    private static void collect(JsonNode tree, List<String> into) {
        if (tree.path("language").asText().equals("kuery")
                && !tree.path("query").asText().isEmpty()) {
            into.add(tree.path("query").asText());
        }
        tree.forEach(child -> collect(child, into));
    }

    @Override
    public String toString() {
        return dashboard + " / " + node.path("title").asText(node.path("type").asText());
    }
}
