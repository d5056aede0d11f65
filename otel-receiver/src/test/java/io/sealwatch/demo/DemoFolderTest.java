// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoFolderTest {
    @TempDir
    private Path place;

    @Test
    void makesTheSameFilesEveryTime() throws IOException {
        DemoFolder one = DemoFolder.create(place, 97);
        DemoFolder two = DemoFolder.create(place, 97);

        assertThat(one.root()).isNotEqualTo(two.root());
        assertThat(SafeLockerTest.digests(one.root())).isEqualTo(SafeLockerTest.digests(two.root()));
        assertThat(one.files()).hasSize(97).allSatisfy(file -> assertThat(file).isNotEmptyFile());
    }

    @Test
    void picturesAndDocumentsAreWhatTheirNamesSay() throws IOException {
        DemoContent content = new DemoContent(7);

        assertThat(ImageIO.read(new ByteArrayInputStream(content.of("png")))).isNotNull();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content.of("docx")))) {
            assertThat(zip.getNextEntry()).hasToString("[Content_Types].xml");
            assertThat(zip.getNextEntry()).hasToString("word/document.xml");
        }
    }

    @Test
    void deletesAllThatItMade() {
        DemoFolder folder = DemoFolder.create(place, 50);

        assertThat(DemoFolder.open(folder.root()).delete()).isEmpty();

        assertThat(folder.root()).doesNotExist();
    }

    @Test
    void deletesWhatTheLockerLeft() throws IOException {
        DemoFolder folder = DemoFolder.create(place, 50);
        new SafeLocker(folder.root(), SafeLocker.Shape.CREATE_DELETE, 0).lock();

        assertThat(folder.delete()).isEmpty();

        assertThat(folder.root()).doesNotExist();
    }

    @Test
    void leavesAndNamesWhatSomebodyElsePutThere() throws IOException {
        DemoFolder folder = DemoFolder.create(place, 50);
        Path stranger = folder.root().resolve("Photos/2024/wedding.jpg");
        Files.writeString(stranger, "mine");

        List<Path> left = folder.delete();

        assertThat(left).containsExactly(folder.root().resolve("Photos"));
        assertThat(stranger).hasContent("mine");
        assertThat(DemoFolder.open(folder.root()).delete()).isEqualTo(left);
    }

    @Test
    void doesNotDeleteThroughAFolderThatBecameALink() throws IOException {
        DemoFolder folder = DemoFolder.create(place, 8);
        Path elsewhere = Files.createDirectory(place.resolve("elsewhere"));
        Path file = folder.root().resolve("Photos/2024/file-000.jpg");
        Path precious = Files.writeString(elsewhere.resolve("file-000.jpg"), "precious");
        Files.delete(file);
        Files.delete(file.getParent());
        Files.createSymbolicLink(file.getParent(), elsewhere);

        folder.delete();

        assertThat(precious).hasContent("precious");
    }

    @Test
    void refusesAFolderThatItDidNotMake() throws IOException {
        Path home = Files.createDirectory(place.resolve("home"));
        assertThatThrownBy(() -> DemoFolder.open(home)).isInstanceOf(DemoException.class);

        Files.writeString(home.resolve(DemoFolder.MARKER), "something else\n");
        assertThatThrownBy(() -> DemoFolder.open(home)).hasMessageContaining("is not a marker of the demo");
    }

    @Test
    void refusesAMarkerThatLeadsOutside() throws IOException {
        DemoFolder folder = DemoFolder.create(place, 8);
        Path marker = folder.root().resolve(DemoFolder.MARKER);
        Files.writeString(marker, Files.readString(marker) + "../../etc/passwd\n");

        assertThatThrownBy(() -> DemoFolder.open(folder.root())).hasMessageContaining("outside");
    }
}
