// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.asset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The kinds of asset, in the order in which they must be put: what is referred to comes first. */
public enum AssetKind {
    ILM_POLICY("lifecycle policy", "ilm-policies", "/_ilm/policy/"),
    INGEST_PIPELINE("ingest pipeline", "ingest-pipelines", "/_ingest/pipeline/"),
    COMPONENT_TEMPLATE("component template", "component-templates", "/_component_template/"),
    INDEX_TEMPLATE("index template", "index-templates", "/_index_template/");

    private final String title;
    private final String directory;
    private final String path;

    AssetKind(String title, String directory, String path) {
        this.title = title;
        this.directory = directory;
        this.path = path;
    }

    /** In words, for the plan. */
    public String title() {
        return title;
    }

    String directory() {
        return directory;
    }

    public String path(String name) {
        return path + name;
    }

    /** The asset inside an answer to GET, in the form in which it is PUT. */
    public JsonNode unwrap(JsonNode answer, String name) {
        return switch (this) {
            case ILM_POLICY -> {
                ObjectNode body = JsonNodeFactory.instance.objectNode();
                body.set("policy", answer.path(name).path("policy"));
                yield body;
            }
            case INGEST_PIPELINE -> answer.path(name);
            case COMPONENT_TEMPLATE -> answer.at("/component_templates/0/component_template");
            case INDEX_TEMPLATE -> answer.at("/index_templates/0/index_template");
        };
    }

    /** Where an asset of this kind keeps its {@code _meta}. */
    public JsonNode meta(JsonNode body) {
        return this == ILM_POLICY ? body.path("policy").path("_meta") : body.path("_meta");
    }
}
