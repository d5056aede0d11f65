// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.asset.Asset;
import io.sealwatch.elastic.asset.Installed;
import io.sealwatch.elastic.server.TestCluster;
import org.junit.jupiter.api.Test;

/** Streams that are written to already when new content comes. */
class InstallerLiveStreamsTest extends InstallerOnRealServer {

    InstallerLiveStreamsTest(TestCluster server) {
        super(server);
    }

    @Test
    void aLiveStreamGetsNewMappingsInPlace() {
        Asset component = asset(COMPONENT);
        ObjectNode before = component.body().deepCopy();
        ((ObjectNode) before.at("/template/mappings/properties/attributes/properties")).remove("error.type");
        before.withObject("/template/mappings/_meta/sealwatch").put("mappings", "of before");
        putAllBut(component, before);
        server.index(STREAM, DOCUMENT).ok();

        assertThat(finding(STREAM).state()).isEqualTo(State.OLDER);
        apply();

        assertThat(installer.plan().inSync()).isTrue();
        var indices = server.get("/" + STREAM + "/_mapping").ok();
        assertThat(indices).hasSize(1);
        assertThat(indices.elements()
                        .next()
                        .at("/mappings/properties/attributes/properties/error.type/type")
                        .asText(indices.toString()))
                .isEqualTo("keyword");
    }

    @Test
    void aLiveStreamWhoseMappingsContradictGetsANewIndexWithTheNextDocument() {
        Asset component = asset(COMPONENT);
        ObjectNode before = component.body().deepCopy();
        ((ObjectNode) before.at("/template/mappings/properties/attributes/properties/file.size"))
                .put("type", "keyword");
        before.withObject("/template/mappings/_meta/sealwatch").put("mappings", "of before");
        putAllBut(component, before);
        server.index(STREAM, DOCUMENT).ok();

        apply();
        assertThat(finding(STREAM)).isEqualTo(Finding.of(State.SAME, "starts a new index with the next document"));
        server.index(STREAM, DOCUMENT).ok();

        assertThat(server.get("/" + STREAM + "/_mapping").ok()).hasSize(2);
        assertThat(finding(STREAM)).isEqualTo(Finding.of(State.SAME));
    }

    @Test
    void aStreamMadeBeforeTheTemplatesWereThereGetsANewIndex() {
        server.put("/_index_template/early", "{\"index_patterns\":[\"logs-*\"],\"priority\":100,\"data_stream\":{}}")
                .ok();
        server.index(STREAM, DOCUMENT).ok();

        apply();
        server.index(STREAM, DOCUMENT).ok();

        assertThat(finding(STREAM)).isEqualTo(Finding.of(State.SAME));
        assertThat(server.count(STREAM, "{\"match_all\":{}}")).isEqualTo(2);
    }

    private void putAllBut(Asset except, ObjectNode instead) {
        for (Asset asset : Installed.assets().assets()) {
            ObjectNode body = asset.equals(except) ? instead : asset.body();
            server.put(asset.path(), body.toString()).ok();
        }
    }
}
