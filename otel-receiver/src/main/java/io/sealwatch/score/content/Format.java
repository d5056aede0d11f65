// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.content;

import io.sealwatch.event.Sample;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A file format that is known by its first bytes. What a program writes under its format's own header and name is its own
 * business; ciphertext has no header, and a forged one does not fit the name.
 */
public enum Format {
    NONE("", ""),
    GZIP("1f8b08", "gz tgz svgz z dz adz emz gzip deb db"),
    BZIP2("'BZh", "bz2 tbz tbz2 bz"),
    XZ("fd377a585a00", "xz txz"),
    ZSTD("28b52ffd", "zst tzst zstd"),
    LZ4("04224d18", "lz4"),
    LZ4_LEGACY("02214c18", "lz4"),
    LRZIP("'LRZI", "lrz"),
    LZIP("'LZIP", "lz"),
    LZOP("894c5a4f", "lzo"),
    LZMA("5d000080", "lzma tlz"),
    LZMA_SMALL("5d0000", "lzma tlz"),
    COMPRESS("1f9d", "z"),
    ZIP_ENCRYPTED("504b0304", "zip"),
    ZIP(
            "504b",
            "zip jar war ear docx xlsx pptx odt ods odp odg epub apk whl egg nupkg xpi kmz vsix aar npz cbz ipa sketch"),
    SEVEN_ZIP("377abcaf271c", "7z"),
    RAR("526172211a07", "rar cbr"),
    AR("'!<arch>", "a deb udeb lib rlib"),
    RPM("edabeedb", "rpm"),
    CAB("'MSCF", "cab"),
    ZLIB_LOW("7801", ""),
    ZLIB_FAST("785e", ""),
    ZLIB("789c", ""),
    ZLIB_BEST("78da", ""),
    JPEG("ffd8ff", "jpg jpeg jpe jfif thm"),
    PNG("89504e470d0a1a0a", "png apng"),
    GIF("'GIF8", "gif"),
    RIFF("'RIFF", "webp wav avi"),
    TIFF_LITTLE("49492a00", "tif tiff dng nef cr2 arw"),
    TIFF_BIG("4d4d002a", "tif tiff dng nef"),
    PHOTOSHOP("'8BPS", "psd psb"),
    PDF("'%PDF", "pdf ai"),
    POSTSCRIPT("'%!PS", "ps eps"),
    OLE("d0cf11e0a1b11ae1", "doc xls ppt msg msi vsd"),
    SQLITE("'SQLite format 3", "db sqlite sqlite3 db3"),
    ELF("7f454c46", "o so ko elf bin out axf"),
    JAVA_CLASS("cafebabe", "class dylib"),
    WASM("0061736d", "wasm"),
    AVRO("4f626a01", "avro"),
    ORC("'ORC", "orc"),
    ARROW("'ARROW1", "arrow feather"),
    JPEG_XL("0000000c4a584c20", "jxl"),
    JPEG_XL_STREAM("ff0a", "jxl"),
    AIFF("'FORM", "aif aiff aifc"),
    WAVPACK("'wvpk", "wv"),
    MONKEYS_AUDIO("'MAC ", "ape"),
    AAC("fff1", "aac"),
    CORE_AUDIO("'caff", "caf"),
    MP3("'ID3", "mp3"),
    MP3_FRAME("fffb", "mp3"),
    OGG("'OggS", "ogg oga ogv opus"),
    FLAC("'fLaC", "flac"),
    MATROSKA("1a45dfa3", "mkv webm mka"),
    ASF("3026b2758e66cf11", "wmv wma asf"),
    FLASH_VIDEO("'FLV", "flv"),
    WOFF("'wOFF", "woff"),
    WOFF2("'wOF2", "woff2"),
    GIT_PACK("'PACK", "pack"),
    GIT_INDEX("'DIRC", "index"),
    BORG("'BORG_", ""),
    QCOW("514649fb", "qcow2 qcow img"),
    VMDK("'KDMV", "vmdk"),
    SQUASHFS("'hsqs", "sqsh squashfs snap"),
    HDF5("89484446", "h5 hdf5 hdf nc"),
    NUMPY("934e554d5059", "npy"),
    PARQUET("'PAR1", "parquet"),
    DJVU("'AT&TFORM", "djvu djv"),
    SNAPPY("ff060000734e61507059", "sz"),
    MP4("", "mp4 m4a m4v mov 3gp heic heif avif"),
    OPENSSL("'Salted__", "enc aes"),
    AGE("'age-encryption.org/", "age"),
    PGP_ARMOR("'-----BEGIN PGP MESSAGE", "asc"),
    CMS_ARMOR("'-----BEGIN CMS", "pem p7m"),
    PKCS7_ARMOR("'-----BEGIN PKCS7", "pem p7m"),
    PGP_PASSWORD("8c0d04", "gpg pgp"),
    PGP_PASSWORD_SHORT("8c0407", "gpg pgp"),
    PGP_KEY("", "gpg pgp"),
    ANSIBLE("'$ANSIBLE_VAULT", "yml yaml vault"),
    LUKS("4c554b53babe", "img luks"),
    KEEPASS("03d9a29a", "kdbx kdb"),
    AES_CRYPT("41455302", "aes");

    private static final Format[] ALL = values();

    private final byte[] magic;
    private final Set<String> extensions;

    Format(String magic, String extensions) {
        this.magic = magic.startsWith("'")
                ? magic.substring(1).getBytes(StandardCharsets.US_ASCII)
                : java.util.HexFormat.of().parseHex(magic);
        this.extensions = extensions.isEmpty() ? Set.of() : Set.of(extensions.split(" "));
    }

    /** The format of a file that begins like this. */
    public static Format of(Sample start) {
        if (start.headLength() < 4) {
            return NONE;
        }
        int first = start.at(0);
        for (Format format : ALL) {
            if (format.magic.length > 0
                    && (format.magic[0] & 0xFF) == first
                    && format.matches(start)
                    && format.isPlausible(start)) {
                return format;
            }
        }
        if (start.headLength() >= 8 && startsAt(start, 4, "ftyp")) {
            return MP4;
        }
        return isPgpKey(start) ? PGP_KEY : NONE;
    }

    /** Made to keep something secret. */
    public boolean isEncrypted() {
        return this == ZIP_ENCRYPTED || (ordinal() >= OPENSSL.ordinal() && this != NONE);
    }

    /** An archive whose header does not say whether it has a password. */
    public boolean mayHidePassword() {
        return this == SEVEN_ZIP || this == RAR || this == ZIP;
    }

    /** Pictures, sound, film and pages: their bodies are random to any statistic. */
    public boolean isMedia() {
        return switch (this) {
            case JPEG, PNG, GIF, RIFF, PDF, MP3, MP3_FRAME, OGG, FLAC, MATROSKA, ASF, FLASH_VIDEO, MP4 -> true;
            case JPEG_XL, JPEG_XL_STREAM, AIFF, WAVPACK, MONKEYS_AUDIO, AAC, CORE_AUDIO -> true;
            default -> false;
        };
    }

    /** Some extension tells of this format, or the format has none of its own. */
    public boolean fits(String extension) {
        return extensions.isEmpty() || extensions.contains(extension);
    }

    private boolean matches(Sample start) {
        if (start.headLength() < magic.length) {
            return false;
        }
        for (int i = 1; i < magic.length; i++) {
            if (start.at(i) != (magic[i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }

    /** What two or three bytes cannot say by themselves. */
    private boolean isPlausible(Sample start) {
        return switch (this) {
            // bit 0 of the general purpose flags
            case ZIP_ENCRYPTED -> start.headLength() > 6 && (start.at(6) & 1) == 1;
            case ZIP -> start.at(2) < 9 && start.at(3) < 9;
            // reserved flag bits are zero
            case GZIP -> (start.at(3) & 0xE0) == 0;
            default -> true;
        };
    }

    /** OpenPGP for a public key: old-style packet of type 1, version 3. */
    private static boolean isPgpKey(Sample start) {
        int first = start.at(0);
        return (first == 0x84 && start.at(2) == 3) || (first == 0x85 && start.at(1) < 0x10 && start.at(3) == 3);
    }

    private static boolean startsAt(Sample start, int offset, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (start.at(offset + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
