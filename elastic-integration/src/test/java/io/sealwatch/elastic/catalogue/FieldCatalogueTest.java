// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;

class FieldCatalogueTest {

    private static final String PID = entry("process.pid", "int", "long", "4711");

    @Test
    void theBundledCatalogueIsConsistentAndComplete() {
        FieldCatalogue catalogue = FieldCatalogue.bundled();

        assertThat(catalogue.fields()).hasSizeGreaterThan(90);
        assertThat(catalogue.field("ransomware.severity").orElseThrow().values())
                .containsExactly("OK", "MIN", "MAJ");
        assertThat(catalogue
                        .field("process.user.id")
                        .orElseThrow()
                        .elasticsearch()
                        .type())
                .isEqualTo("keyword");
    }

    @Test
    void anAliasResolvesToTheFieldItLeadsTo() {
        assertThat(FieldCatalogue.bundled()
                        .resolve("process.executable")
                        .orElseThrow()
                        .name())
                .isEqualTo("process.executable.path");
    }

    @Test
    void aFieldKnowsItsPathInTheDocumentOfEachSignal() {
        Field host = FieldCatalogue.bundled().field("host.name").orElseThrow();
        Field pid = FieldCatalogue.bundled().field("process.pid").orElseThrow();

        assertThat(host.documentPath(Signal.LOGS)).isEqualTo("resource.attributes.host.name");
        assertThat(pid.documentPath(Signal.TRACES)).isEqualTo("attributes.process.pid");
    }

    @Test
    void aLeafThatIsAlsoAPrefixIsRefusedByName() {
        assertRefused(
                PID + entry("process.pid.vpid", "int", "long", "1"),
                "process.pid.vpid: clashes with process.pid, which is a field and cannot be an object too");
    }

    @Test
    void aFieldDefinedTwiceIsRefusedByName() {
        assertRefused(PID + PID, "process.pid: defined twice");
    }

    @Test
    void anUnknownElasticsearchTypeIsRefusedByName() {
        assertRefused(entry("process.pid", "int", "lnog", "1"), "process.pid: unknown elasticsearch type 'lnog'");
    }

    @Test
    void anUnknownOtelTypeIsRefusedByName() {
        assertRefused(entry("process.pid", "integer", "long", "1"), "process.pid: unknown otel type 'integer'");
    }

    @Test
    void aMisspeltKeyIsRefusedByName() {
        assertRefused(PID + "    descripton: x\n", "process.pid: unknown key 'descripton'");
    }

    @Test
    void anExampleOfTheWrongTypeIsRefused() {
        assertRefused(entry("process.pid", "int", "long", "many"), "process.pid: example 'many' is not of type int");
    }

    @Test
    void processOnTheResourceIsRefusedBecauseItShadowsTheEvent() {
        assertRefused(
                PID.replace("attribute", "resource"),
                "process.pid: process.* on the resource would stand for the sensor and shadow the event's");
    }

    @Test
    void anAliasToNowhereIsRefused() {
        assertRefused(
                PID + "aliases:\n  - {name: pid, path: process.id, on: [logs]}\n",
                "pid: leads to process.id, which is no field of LOGS");
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(() -> read(PID + PID + entry("process.pid.x", "int", "long", "1")))
                .isInstanceOfSatisfying(
                        CatalogueException.class, e -> assertThat(e.problems()).hasSize(2));
    }

    @Test
    void whatIsNotYamlIsSaidSo() {
        assertThatThrownBy(() -> FieldCatalogue.read(new ByteArrayInputStream("{fields: [".getBytes(UTF_8))))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("not YAML");
    }

    private static void assertRefused(String entries, String because) {
        assertThatThrownBy(() -> read(entries))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining(because);
    }

    private static FieldCatalogue read(String entries) {
        return FieldCatalogue.read(new ByteArrayInputStream(("fields:\n" + entries).getBytes(UTF_8)));
    }

    private static String entry(String name, String otel, String elastic, String example) {
        return """
                  - name: %s
                    origin: otel
                    in: [attribute]
                    otel: %s
                    elasticsearch: {type: %s}
                    example: %s
                    description: A field.
                """.formatted(name, otel, elastic, example);
    }
}
