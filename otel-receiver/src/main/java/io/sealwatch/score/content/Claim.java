// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.content;

import java.util.Locale;
import java.util.Set;

/** What a file's name says is in it. */
public enum Claim {
    /** Readable as text. */
    TEXT,
    /** A document, picture, recording or program: has a header, its body may look random. */
    DOCUMENT,
    /** Compressed or an archive. */
    ARCHIVE,
    /** Encrypted, as its name openly says. */
    ENCRYPTED,
    /** A name that rotation, editors and downloads give for a while. */
    INTERIM,
    /** No extension, or one that says nothing. */
    NONE;

    private static final Set<String> TEXTS =
            Set.of(("txt text md rst csv tsv json xml yaml yml html htm css js ts jsx tsx c h cc cpp"
                            + " hpp cs java kt scala go rs py rb pl php sh bash zsh sql log ini cfg conf toml tex srt vtt svg rtf eml"
                            + " ics vcf properties gradle patch diff adoc org lua r m swift dart vue env tf ipynb bib nfo po pot"
                            + " desktop service key pem crt csr pub")
                    .split(" "));
    private static final Set<String> DOCUMENTS =
            Set.of(("doc docx xls xlsx ppt pptx odt ods odp odg pdf ps eps epub mobi djvu jpg"
                            + " jpeg png gif bmp tif tiff webp heic raw cr2 nef arw dng psd ai mp3 wav flac ogg opus m4a aac wma"
                            + " jxl avif heif aif aiff wv ape caf"
                            + " mp4 mkv avi mov wmv flv webm m4v 3gp mpg mpeg sqlite sqlite3 db mdb accdb dbf pst ost msg vsd vsdx"
                            + " dwg dxf blend stl obj fbx pages numbers key indd xcf kra one mbox qcow2 vmdk vdi vhd vhdx ova"
                            + " parquet orc avro arrow feather h5 npy npz pkl class jar war whl so o a exe dll")
                    .split(" "));
    private static final Set<String> ARCHIVES =
            Set.of(("gz tgz bz2 tbz tbz2 xz txz zst tzst zstd lrz lz4 lz lzo lzma tlz br z zip 7z rar tar"
                            + " cab iso deb rpm apk cpio sz svgz snap squashfs pack")
                    .split(" "));
    private static final Set<String> SECRETS = Set.of("gpg pgp asc age enc aes kdbx kdb luks vault p7m".split(" "));
    private static final Set<String> INTERIMS = Set.of(
            "bak old orig tmp temp part new save swp swo backup back rej dist dpkg-new dpkg-old dpkg-tmp dpkg-dist crdownload partial download lock journal wal shm"
                    .split(" "));

    private static final String TILDE = "~";

    /** From an extension without its dot. */
    public static Claim of(String extension) {
        String lower = extension.toLowerCase(Locale.ROOT);
        if (TEXTS.contains(lower)) {
            return TEXT;
        }
        if (DOCUMENTS.contains(lower)) {
            return DOCUMENT;
        }
        if (ARCHIVES.contains(lower)) {
            return ARCHIVE;
        }
        if (SECRETS.contains(lower)) {
            return ENCRYPTED;
        }
        return INTERIMS.contains(lower) || lower.endsWith(TILDE) || isNumber(lower) ? INTERIM : NONE;
    }

    /** A user would miss it. */
    public boolean isUsersOwn() {
        return this == TEXT || this == DOCUMENT;
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 10;
    }
}
