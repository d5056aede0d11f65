// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileTrustTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void folderIsOurs() throws IOException {
        mode(folder, "rwx------");
    }

    @Test
    void settingsThatOnlyTheOwnerCanWriteAreTrusted() throws IOException {
        assertThat(FileTrust.ofSettings(file("rw-r-----"))).isEmpty();
    }

    @Test
    void settingsThatOthersCanWriteAreNot() throws IOException {
        assertThat(FileTrust.ofSettings(file("rw-rw-rw-")))
                .singleElement()
                .asString()
                .contains("can be written by others (rw-rw-rw-)", "chmod go-w");
    }

    @Test
    void settingsInAFolderThatOthersCanWriteCanBeReplaced() throws IOException {
        Path file = file("rw-------");
        mode(folder, "rwxrwxrwx");
        assertThat(FileTrust.ofSettings(file)).singleElement().asString().contains(folder.toString());
    }

    @Test
    void aLinkIsAsTrustedAsWhatItLeadsTo() throws IOException {
        Path file = file("rw-rw-rw-");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        assertThat(FileTrust.ofSettings(link)).singleElement().asString().contains(file.toString());
    }

    @Test
    void aMissingSpoolIsMadeForItsOwnerOnly() throws IOException {
        Path spool = folder.resolve("a/b");
        assertThat(FileTrust.ofPrivateFolder(spool)).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(spool)))
                .isEqualTo("rwx------");
    }

    @Test
    void aSpoolThatOthersCanReadIsClosedToThem() throws IOException {
        Path spool = mode(Files.createDirectory(folder.resolve("spool")), "rwxr-xr-x");
        assertThat(FileTrust.ofPrivateFolder(spool)).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(spool)))
                .isEqualTo("rwx------");
    }

    @Test
    void aSpoolThatOthersCouldWriteToIsNotTrusted() throws IOException {
        Path spool = mode(Files.createDirectory(folder.resolve("spool")), "rwxrwx---");
        assertThat(FileTrust.ofPrivateFolder(spool)).singleElement().asString().contains("chmod 700");
    }

    private Path file(String mode) throws IOException {
        return mode(Files.writeString(folder.resolve("sealwatch.yaml"), ""), mode);
    }

    private static Path mode(Path path, String mode) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
