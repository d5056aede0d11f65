// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FilePath;
import io.sealwatch.score.content.Kind;
import org.junit.jupiter.api.Test;

class FileTableTest {
    private final FileTable files = new FileTable(1024);

    private static FileIdentity identity(long inode) {
        return new FileIdentity(inode, 10, 1, 0100644);
    }

    private FileState created(long inode, String path) {
        FileState state = files.opened(identity(inode), FilePath.of(path), true);
        state.created = true;
        return state;
    }

    @Test
    void aFileIsTheSameUnderItsInodeAndItsName() {
        FileState state = created(5, "/a/x");
        assertThat(files.withInode(identity(5))).isSameAs(state);
        assertThat(files.withName(FilePath.of("/a/x"))).isSameAs(state);
    }

    @Test
    void aRenamedFileIsFoundUnderItsNewNameOnly() {
        FileState state = created(5, "/a/x");
        files.moved(state, FilePath.of("/a/y"));
        assertThat(files.withName(FilePath.of("/a/x"))).isNull();
        assertThat(files.withName(FilePath.of("/a/y"))).isSameAs(state);
    }

    @Test
    void aReusedInodeIsAnotherFile() {
        FileState first = created(5, "/a/x");
        files.deleted(first);
        assertThat(created(5, "/a/z")).isNotSameAs(first);
    }

    @Test
    void aReplacementIsFoundByTheNameOfItsOriginal() {
        FileState copy = created(5, "/a/report.docx.locked");
        files.expectOriginal(copy);
        assertThat(files.replacementOf("/a/report.docx")).isSameAs(copy);
        assertThat(files.replacementOf("/b/report.docx")).isSameAs(copy);
        assertThat(files.replacementOf("/a/other.docx")).isNull();
        copy.paired = true;
        assertThat(files.replacementOf("/a/report.docx")).isNull();
    }

    @Test
    void aVariantDiffersByItsExtension() {
        FileState copy = created(5, "/a/report.crypted");
        files.expectOriginal(copy);
        assertThat(files.variantOf("/a/report.docx")).isSameAs(copy);
        assertThat(files.replacementOf("/a/report.docx")).isNull();
    }

    @Test
    void anOriginalThatWentFirstIsFound() {
        FileState original = files.named(FilePath.of("/a/report.docx"));
        files.deleted(original);
        assertThat(files.originalOf(created(5, "/a/report.docx.locked"))).isSameAs(original);
    }

    @Test
    void whatWasReadIsKnownWhenTheFileIsOpenedForWriting() {
        files.read(identity(5), FilePath.of("/a/x"), Kind.STRUCTURED, 77, 1);
        assertThat(files.opened(identity(5), FilePath.of("/a/x"), false).before).isEqualTo(Kind.STRUCTURED);
        assertThat(files.wasRead(77)).isTrue();
        assertThat(files.wasRead(78)).isFalse();
    }

    @Test
    void memoryIsBoundedAndForgettingIsCounted() {
        for (int number = 1; number <= 5000; number++) {
            created(number, "/a/" + number);
        }
        assertThat(files.size()).isEqualTo(1024);
        assertThat(files.evicted()).isEqualTo(2 * (5000 - 1024));
    }
}
