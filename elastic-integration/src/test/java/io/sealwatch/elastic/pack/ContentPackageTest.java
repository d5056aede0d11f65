// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The rules of package-spec that hit a package of type content. {@link PackageLintTest} runs Elastic's own linter. */
class ContentPackageTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOARD =
            "{\"type\":\"dashboard\",\"id\":\"sealwatch-overview\",\"attributes\":{\"title\":\"A\"},\"references\":[]}\n"
                    + "{\"type\":\"index-pattern\",\"id\":\"v\",\"attributes\":{}}";
    private static final String SEARCH =
            "{\"type\":\"search\",\"id\":\"sealwatch-found\",\"attributes\":{\"title\":\"A\"},\"references\":[]}";
    private static final String RULE =
            "{\"rule_id\":\"5a0d6f0e\",\"name\":\"R\",\"version\":3,\"enabled\":false,\"actions\":[]}";

    private static ContentPackage of(String objects, String rules) {
        return new ContentPackage(FieldCatalogue.bundled(), map(objects), map(rules));
    }

    private static SortedMap<String, String> map(String ndjson) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("all.ndjson", ndjson);
        return files;
    }

    private static JsonNode yaml(SortedMap<String, byte[]> files, String name) throws IOException {
        return YAML.readTree(Objects.requireNonNull(files.get(name), name));
    }

    @Test
    void itHasWhatTheSpecificationRequires() throws IOException {
        SortedMap<String, byte[]> files = of("", "").files();
        JsonNode manifest = yaml(files, "manifest.yml");

        assertThat(files).containsOnlyKeys("LICENSE.txt", "changelog.yml", "docs/README.md", "manifest.yml");
        assertThat(manifest.path("type").asText()).isEqualTo("content");
        assertThat(manifest.path("name").asText()).matches("[a-z0-9_]+");
        assertThat(yaml(files, "changelog.yml").at("/0/version")).isEqualTo(manifest.path("version"));
        assertThat(files)
                .as("where the changelog's link leads")
                .containsKey(
                        yaml(files, "changelog.yml").at("/0/changes/0/link").asText());
        assertThat(new String(Objects.requireNonNull(files.get("docs/README.md")), UTF_8))
                .contains("`ransomware.severity`");
        assertThat(new String(Objects.requireNonNull(files.get("LICENSE.txt")), UTF_8))
                .contains("Apache License");
    }

    @Test
    void theManifestHasNoKeyThatTheSpecificationDoesNotKnow() throws IOException {
        List<String> keys = new ArrayList<>();
        yaml(of("", "").files(), "manifest.yml").fieldNames().forEachRemaining(keys::add);

        assertThat(keys)
                .isSubsetOf(
                        "format_version",
                        "name",
                        "title",
                        "version",
                        "description",
                        "type",
                        "source",
                        "categories",
                        "conditions",
                        "discovery",
                        "icons",
                        "screenshots",
                        "owner");
    }

    @Test
    void dashboardsAndSearchesAreFilesNamedByIdAndDataViewsAreLeftOut() throws IOException {
        SortedMap<String, byte[]> files = of(BOARD + "\n" + SEARCH, "").files();

        assertThat(files.keySet().stream().filter(file -> file.startsWith("kibana/")))
                .containsExactly("kibana/dashboard/sealwatch-overview.json", "kibana/search/sealwatch-found.json");
        assertThat(JSON.readTree(files.get("kibana/dashboard/sealwatch-overview.json"))
                        .path("id")
                        .asText())
                .isEqualTo("sealwatch-overview");
    }

    @Test
    void anIdThatTheSpecificationRefusesIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        of(BOARD.replace("sealwatch-overview", "overview"), "").files())
                .withMessageContaining("dashboard 'overview'")
                .withMessageContaining("must begin with 'sealwatch-'");
    }

    @Test
    void aDashboardThatNeedsWhatThePackageCannotHoldIsNamed() {
        String reference = "\"references\":[{\"type\":\"map\",\"id\":\"m\",\"name\":\"n\"}]";

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        of(BOARD.replace("\"references\":[]", reference), "").files())
                .withMessage("dashboard 'sealwatch-overview' refers to the map 'm', which the package cannot hold");
    }

    @Test
    void aRuleIsAnAssetWhoseIdBeginsWithItsRuleIdAndThePackageThenNeedsSecurity() throws IOException {
        SortedMap<String, byte[]> files = of("", RULE).files();
        JsonNode rule = JSON.readTree(files.get("kibana/security_rule/5a0d6f0e_3.json"));

        assertThat(rule.path("id").asText()).isEqualTo("5a0d6f0e_3");
        assertThat(rule.path("attributes").has("enabled")).isFalse();
        assertThat(rule.path("attributes").has("actions")).isFalse();
        assertThat(yaml(files, "manifest.yml")
                        .at("/conditions/elastic/capabilities/0")
                        .asText())
                .isEqualTo("security");
    }

    @Test
    void theZipHasOneFolderAndIsTheSameEveryTime() throws IOException {
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        ByteArrayOutputStream two = new ByteArrayOutputStream();

        assertThat(of(BOARD, RULE).write(one)).isEqualTo("sealwatch-0.1.0.zip");
        of(BOARD, RULE).write(two);

        assertThat(one.toByteArray()).isEqualTo(two.toByteArray());
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(one.toByteArray()))) {
            List<String> names = new ArrayList<>();
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
            assertThat(names).hasSize(6).allMatch(name -> name.startsWith("sealwatch-0.1.0/"));
        }
    }
}
