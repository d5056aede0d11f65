// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.docs;

import io.sealwatch.elastic.catalogue.Field;
import io.sealwatch.elastic.catalogue.FieldAlias;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Place;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code docs/fields.md}: every field in a table, by where it lives. */
public final class FieldsPage {

    private FieldsPage() {}

    /** The whole page. */
    public static String of(FieldCatalogue catalogue) {
        return """
                # Fields

                Made from `elastic-integration/src/main/resources/fields.yml`; do not edit. A test compares the two:
                `mvn -pl elastic-integration test -Dtest=FieldsPageTest -Dfields.update` writes this page anew.

                A name is what a query spells. In a document the attributes are under `attributes.`, the resource under
                `resource.attributes.`; both answer to the short name.

                """ + tables(catalogue);
    }

    /** The tables alone, for the package. */
    public static String tables(FieldCatalogue catalogue) {
        StringBuilder page = new StringBuilder();
        section(page, "Attributes of an event", fields(catalogue, Place.ATTRIBUTE));
        section(page, "Attributes of an episode (span)", fields(catalogue, Place.SPAN_ATTRIBUTE));
        section(page, "Host and sensor (resource)", fields(catalogue, Place.RESOURCE));
        section(page, "Root of an event", fields(catalogue, Place.ROOT));
        section(page, "Root of an episode (span)", fields(catalogue, Place.SPAN_ROOT));
        page.append("## Other names in Elasticsearch\n\n| alias | leads to | on |\n|---|---|---|\n");
        for (FieldAlias alias : catalogue.aliases()) {
            page.append("| `%s` | `%s` | %s |%n"
                    .formatted(
                            alias.name(),
                            alias.path(),
                            alias.on().stream()
                                    .map(signal -> signal.name().toLowerCase(Locale.ROOT))
                                    .sorted()
                                    .collect(Collectors.joining(", "))));
        }
        return page.toString();
    }

    private static List<Field> fields(FieldCatalogue catalogue, Place place) {
        return catalogue.fields().stream()
                .filter(field -> field.in().contains(place))
                .toList();
    }

    private static void section(StringBuilder page, String title, List<Field> fields) {
        page.append("## ").append(title).append("\n\n");
        page.append("| name | origin | OTel | Elasticsearch | example | meaning |\n|---|---|---|---|---|---|\n");
        for (Field field : fields) {
            page.append("| `%s` | %s | %s | %s | `%s` | %s |%n"
                    .formatted(
                            field.name(),
                            field.origin().name().toLowerCase(Locale.ROOT),
                            field.sent() ? field.otel().spelling() : "not sent",
                            field.elasticsearch().type(),
                            cell(field.example()),
                            meaning(field)));
        }
        page.append('\n');
    }

    private static String meaning(Field field) {
        String values = field.values().isEmpty()
                ? ""
                : " One of "
                        + field.values().stream()
                                .map(value -> "`" + value + "`")
                                .collect(Collectors.joining(", "))
                        + ".";
        return cell(field.description()) + values;
    }

    private static String cell(Object value) {
        return value.toString().replace("|", "\\|");
    }
}
