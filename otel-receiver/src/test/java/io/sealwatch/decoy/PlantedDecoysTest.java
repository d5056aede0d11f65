// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.decoy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlantedDecoysTest {
    @TempDir
    private Path place;

    private final List<String> notices = new ArrayList<>();
    private Path documents = Path.of("/");
    private Path state = Path.of("/");

    @BeforeEach
    void folders() throws IOException {
        documents = Files.createDirectory(place.resolve("Documents"));
        state = place.resolve("state");
    }

    private DecoySettings settings() {
        return new DecoySettings(true, List.of(documents), state);
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theySortFirstAndLastAndLookLikeWhatTheyAreCalled() throws IOException {
        Files.writeString(documents.resolve("letter.txt"), "mine");
        try (PlantedDecoys decoys = PlantedDecoys.plant(settings(), notices::add)) {
            List<String> names = names(documents);
            assertThat(names)
                    .containsExactly(
                            "000-accounts.xlsx",
                            "000-contracts.docx",
                            "letter.txt",
                            "zzz-customers.xlsx",
                            "zzz-invoices.pdf");
            assertThat(Files.readAllBytes(documents.resolve("000-contracts.docx")))
                    .startsWith('P', 'K', 3, 4);
            assertThat(Files.readString(documents.resolve("zzz-invoices.pdf")))
                    .startsWith("%PDF-1.4")
                    .contains("decoy of the Sealwatch sensor")
                    .endsWith("%%EOF\n");
            assertThat(decoys.paths())
                    .hasSize(4)
                    .allSatisfy(file -> assertThat(Files.size(file)).isGreaterThan(8_000));
        }
        assertThat(names(documents)).as("removed at the end").containsExactly("letter.txt");
        assertThat(state.resolve(Manifest.NAME)).doesNotExist();
        assertThat(notices).isEmpty();
    }

    @Test
    void nothingOfAUserIsOverwrittenOrRemoved() throws IOException {
        Path theirs = Files.writeString(documents.resolve("000-accounts.xlsx"), "my own accounts");
        PlantedDecoys decoys = PlantedDecoys.plant(settings(), notices::add);
        assertThat(names(documents)).contains("000-accounts-2.xlsx");
        decoys.close();
        assertThat(theirs).hasContent("my own accounts");
        assertThat(names(documents)).containsExactly("000-accounts.xlsx");
    }

    @Test
    void whatACrashLeftIsRemovedAtTheNextStartWithoutDecoysToo() throws IOException {
        DecoyFile left = leftByACrash();
        assertThat(Path.of(left.path())).exists();
        PlantedDecoys.plant(new DecoySettings(false, List.of(), state), notices::add)
                .close();
        assertThat(names(documents)).isEmpty();
        assertThat(state.resolve(Manifest.NAME)).doesNotExist();
    }

    @Test
    void aChangedDecoyStaysAsEvidenceAndIsNamed() throws IOException {
        PlantedDecoys decoys = PlantedDecoys.plant(settings(), notices::add);
        Path changed = documents.resolve("000-accounts.xlsx");
        Files.writeString(changed, "x", StandardOpenOption.APPEND);
        decoys.close();
        assertThat(names(documents)).containsExactly("000-accounts.xlsx");
        assertThat(notices).singleElement().asString().contains("changed").contains(changed.toString());
    }

    @Test
    void anotherFileInTheDecoysPlaceIsNotTouchedThoughItsContentIsTheSame() throws IOException {
        PlantedDecoys decoys = PlantedDecoys.plant(settings(), notices::add);
        Path place000 = documents.resolve("000-accounts.xlsx");
        Path other = Files.copy(place000, documents.resolve("copy"));
        Files.delete(place000);
        Files.move(other, place000);
        decoys.close();
        assertThat(names(documents)).containsExactly("000-accounts.xlsx");
    }

    @Test
    void aLinkInTheDecoysPlaceDoesNotLeadToItsTarget() throws IOException {
        PlantedDecoys decoys = PlantedDecoys.plant(settings(), notices::add);
        Path place000 = documents.resolve("000-accounts.xlsx");
        Path target = place.resolve("target");
        Files.move(place000, target);
        Files.createSymbolicLink(place000, target);
        decoys.close();
        assertThat(target).exists();
        assertThat(Files.isSymbolicLink(place000)).isTrue();
    }

    @Test
    void everyUnusableFolderIsNamedAndNothingIsPlanted() {
        DecoySettings settings =
                new DecoySettings(true, List.of(documents, place.resolve("no1"), place.resolve("no2")), state);
        assertThatThrownBy(() -> PlantedDecoys.plant(settings, notices::add))
                .isInstanceOf(DecoyException.class)
                .hasMessageContaining("no1 does not exist")
                .hasMessageContaining("no2 does not exist");
        assertThat(documents).isEmptyDirectory();
    }

    @Test
    void twoSensorsDoNotRemoveEachOthersDecoys() throws IOException {
        try (PlantedDecoys first = PlantedDecoys.plant(settings(), notices::add)) {
            assertThatThrownBy(() -> PlantedDecoys.plant(settings(), notices::add))
                    .isInstanceOf(DecoyException.class)
                    .hasMessageContaining("in use by another sensor");
            assertThat(first.paths()).allSatisfy(file -> assertThat(file).exists());
        }
    }

    @Test
    void aListThatACrashCutIsReadToTheCut() throws IOException {
        leftByACrash();
        Files.writeString(state.resolve(Manifest.NAME), "{\"path\":\"/etc/pass", StandardOpenOption.APPEND);
        PlantedDecoys.plant(new DecoySettings(false, List.of(), state), notices::add)
                .close();
        assertThat(names(documents)).isEmpty();
    }

    @Test
    void theMarksAreOnTheFilesWhereTheFileSystemHasThem() throws IOException {
        try (PlantedDecoys decoys = PlantedDecoys.plant(settings(), notices::add)) {
            var marks = Files.getFileAttributeView(
                    decoys.paths().get(0), java.nio.file.attribute.UserDefinedFileAttributeView.class);
            assertThat(marks.list()).contains("sealwatch.decoy", "xdg.robots.backup");
        }
    }

    @Test
    void relativeFoldersAndNoFoldersAreRefused() {
        assertThatThrownBy(() -> new DecoySettings(true, List.of(Path.of("here")), state))
                .hasMessageContaining("'here' is not an absolute path");
        assertThatThrownBy(() -> new DecoySettings(true, List.of(), state)).hasMessageContaining("no directory");
    }

    /** A decoy that is there, is listed, and that no sensor is running for. */
    private DecoyFile leftByACrash() throws IOException {
        try (Manifest manifest = Manifest.open(state)) {
            return new Planter().plant(documents, "000-accounts", DecoyContent.XLSX, manifest);
        }
    }
}
