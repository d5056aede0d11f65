// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SafeLockerTest {
    private static final int FILES = 41;

    @TempDir
    private Path place;

    @ParameterizedTest
    @EnumSource
    void undoRestoresEveryByteThatTheLockTook(SafeLocker.Shape shape) throws IOException {
        DemoFolder folder = DemoFolder.create(place, FILES);
        Map<String, String> before = digests(folder.root());
        SafeLocker locker = new SafeLocker(folder.root(), shape, 0);

        assertThat(locker.lock()).isEqualTo(FILES);

        Map<String, String> locked = digests(folder.root());
        assertThat(locked.values()).doesNotContainAnyElementsOf(contents(before));
        assertThat(locker.undo()).isEqualTo(FILES);
        assertThat(digests(folder.root())).isEqualTo(before);
    }

    @Test
    void everyFolderGetsANoteAndEveryFileItsNewName() throws IOException {
        DemoFolder folder = DemoFolder.create(place, FILES);

        new SafeLocker(folder.root(), SafeLocker.Shape.CREATE_DELETE, 0).lock();

        assertThat(folder.files()).allSatisfy(file -> {
            assertThat(file).doesNotExist();
            assertThat(SafeLocker.lockedName(file)).exists();
            assertThat(file.resolveSibling(SafeLocker.NOTE)).exists();
        });
    }

    @Test
    void aSecondLockOnTopOfTheFirstIsUndoneToo() throws IOException {
        DemoFolder folder = DemoFolder.create(place, FILES);
        Map<String, String> before = digests(folder.root());
        SafeLocker locker = new SafeLocker(folder.root(), SafeLocker.Shape.IN_PLACE, 0);
        locker.lock();
        locker.lock();

        locker.undo();

        assertThat(digests(folder.root())).isEqualTo(before);
    }

    @Test
    void aLockThatWasKilledBetweenItsTwoStepsIsUndone() throws IOException {
        DemoFolder folder = DemoFolder.create(place, FILES);
        Map<String, String> before = digests(folder.root());
        Path victim = folder.files().get(0);
        byte[] content = Files.readAllBytes(victim);
        SafeLocker locker = new SafeLocker(folder.root(), SafeLocker.Shape.CREATE_DELETE, 0);
        locker.lock();
        // as it was before the original was deleted
        Files.write(victim, content);

        locker.undo();

        assertThat(digests(folder.root())).isEqualTo(before);
    }

    @Test
    void aFileBehindASymbolicLinkIsNotTouched() throws IOException {
        Path outside = Files.writeString(place.resolve("precious.txt"), "precious");
        DemoFolder folder = DemoFolder.create(place, FILES);
        Files.createSymbolicLink(folder.root().resolve("link.txt"), outside);
        Files.createSymbolicLink(folder.root().resolve("linked-folder"), place);

        assertThat(new SafeLocker(folder.root(), SafeLocker.Shape.IN_PLACE, 0).lock())
                .isEqualTo(FILES);

        assertThat(outside).hasContent("precious");
        assertThat(place.resolve("precious.txt.locked")).doesNotExist();
    }

    @Test
    void aFileWithASecondNameElsewhereIsNotTouched() throws IOException {
        Path outside = Files.writeString(place.resolve("precious.txt"), "precious");
        DemoFolder folder = DemoFolder.create(place, FILES);
        Files.createLink(folder.root().resolve("hard.txt"), outside);

        new SafeLocker(folder.root(), SafeLocker.Shape.IN_PLACE, 0).lock();

        assertThat(outside).hasContent("precious");
    }

    @Test
    void aFolderWithoutTheMarkerIsRefused() throws IOException {
        Path foreign = Files.createDirectory(place.resolve("home"));

        assertThatThrownBy(() -> new SafeLocker(foreign, SafeLocker.Shape.IN_PLACE, 0))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("was not made by the demo");
        assertThat(SafeLocker.run(foreign.toString())).isEqualTo(1);
    }

    @Test
    void aFileThatWasChangedAfterwardsIsNotCalledRestored() throws IOException {
        DemoFolder folder = DemoFolder.create(place, FILES);
        SafeLocker locker = new SafeLocker(folder.root(), SafeLocker.Shape.CREATE_DELETE, 0);
        locker.lock();
        Files.writeString(SafeLocker.lockedName(folder.files().get(3)), "something else");

        assertThatThrownBy(locker::undo)
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("was changed since it was locked");
    }

    @Test
    void theCommandLineLocksAndRestores() throws IOException {
        DemoFolder folder = DemoFolder.create(place, FILES);
        Map<String, String> before = digests(folder.root());
        String root = folder.root().toString();

        assertThat(SafeLocker.run(root, "--shape", "in-place-rename", "--rate", "100000"))
                .isZero();
        assertThat(SafeLocker.run(root, "--undo")).isZero();

        assertThat(digests(folder.root())).isEqualTo(before);
    }

    @Test
    void aWrongCommandLineIsExplained() {
        assertThatThrownBy(() -> LockerOptions.parse("x", "--shape", "melt")).hasMessageContaining("create-delete");
        assertThatThrownBy(() -> LockerOptions.parse("x", "--rate", "fast")).hasMessageContaining("files per second");
        assertThatThrownBy(() -> LockerOptions.parse("x", "--rate")).hasMessageContaining("needs a value");
        assertThatThrownBy(() -> LockerOptions.parse("x", "y")).hasMessageContaining("unexpected argument y");
        assertThatThrownBy(LockerOptions::parse).hasMessageStartingWith("usage");
    }

    static Map<String, String> digests(Path root) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (var files = Files.walk(root)) {
            for (Path file : files.toList()) {
                boolean regular = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
                String content = regular ? LockCipher.digest(Files.readAllBytes(file)) : "";
                found.put(root.relativize(file).toString(), content);
            }
        }
        return found;
    }

    private static java.util.List<String> contents(Map<String, String> digests) {
        return digests.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(DemoFolder.MARKER))
                .map(Map.Entry::getValue)
                .filter(digest -> !digest.isEmpty())
                .toList();
    }

    @Test
    void twoPartsTogetherTakeEveryFileOnceAndOneUndoRestoresThem() throws IOException {
        DemoFolder folder = DemoFolder.create(place, 40);
        int first = part(folder, "1/2").lock();
        int second = part(folder, "2/2").lock();
        assertThat(first).isPositive();
        assertThat(second).isPositive();
        assertThat(first + second).isEqualTo(40);
        assertThat(new SafeLocker(folder.root(), SafeLocker.Shape.CREATE_DELETE, 0).undo())
                .isEqualTo(40);
    }

    private static SafeLocker part(DemoFolder folder, String text) {
        return new SafeLocker(folder.root(), SafeLocker.Shape.CREATE_DELETE, 0, LockerPart.parse(text));
    }

    @Test
    void aPartBeyondTheLastIsRefused() {
        assertThatThrownBy(() -> LockerPart.parse("3/2")).hasMessageContaining("--part");
    }
}
