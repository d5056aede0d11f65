// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.elastic.catalogue.FieldCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FieldsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "fields.md");

    @Test
    void thePageIsWhatTheCatalogueSays() throws IOException {
        String page = FieldsPage.of(FieldCatalogue.bundled());
        if (System.getProperty("fields.update") != null) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("docs/fields.md is out of date: run with -Dtest=FieldsPageTest -Dfields.update")
                .isEqualTo(page);
    }
}
