// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file name as Linux has it: bytes, of which only NUL and '/' mean something. It is absolute wherever the kernel side
 * could tell what it is relative to.
 *
 * <p>{@link #toString()} is the form for every output. Bytes that are not UTF-8 appear there as {@code \xNN}, and
 * {@link #rawHex()} then has the exact bytes, so no name is lost and none can be forged.
 */
public final class FilePath {
    public static final FilePath EMPTY = new FilePath("", null);

    private final String text;

    /** The bytes when they are not UTF-8; otherwise the text has them all. */
    private final byte @Nullable [] raw;

    private FilePath(String text, byte @Nullable [] raw) {
        this.text = text;
        this.raw = raw;
    }

    /** Takes the bytes as they are; the array is copied. */
    public static FilePath of(byte[] bytes) {
        if (bytes.length == 0) {
            return EMPTY;
        }
        String decoded = decode(bytes);
        return decoded != null ? new FilePath(decoded, null) : new FilePath(escape(bytes), bytes.clone());
    }

    public static FilePath of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Joins a directory and a name given relative to it; "." and ".." and repeated slashes are resolved by name. */
    public static FilePath resolve(byte[] directory, byte[] name) {
        byte[] joined;
        if (name.length > 0 && name[0] == '/') {
            joined = name;
        } else {
            joined = Arrays.copyOf(directory, directory.length + 1 + name.length);
            joined[directory.length] = '/';
            System.arraycopy(name, 0, joined, directory.length + 1, name.length);
        }
        return of(PathNormalizer.normalize(joined));
    }

    public byte[] bytes() {
        return raw == null ? text.getBytes(StandardCharsets.UTF_8) : raw.clone();
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    public boolean isAbsolute() {
        return text.startsWith("/");
    }

    /** The bytes in hexadecimal when they are not UTF-8, otherwise empty: {@link #toString()} says it all. */
    public Optional<String> rawHex() {
        return raw == null ? Optional.empty() : Optional.of(HexFormat.of().formatHex(raw));
    }

    /** The part behind the last slash. */
    public String fileName() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** The part before the last slash, "/" for a file in the root, empty for a bare name. */
    public String directory() {
        int slash = text.lastIndexOf('/');
        return slash > 0 ? text.substring(0, slash) : slash == 0 ? "/" : "";
    }

    /** The part of the file name behind its last dot, without the dot; empty for ".bashrc" and for "name.". */
    public String extension() {
        int dot = text.lastIndexOf('.');
        return dot > text.lastIndexOf('/') + 1 ? text.substring(dot + 1) : "";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FilePath path && text.equals(path.text) && Arrays.equals(raw, path.raw);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static @Nullable String decode(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return decodeStrictly(bytes);
            }
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static @Nullable String decodeStrictly(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    private static String escape(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            if (b >= 0) {
                out.append((char) b);
            } else {
                out.append("\\x").append(HexFormat.of().toHexDigits(b));
            }
        }
        return out.toString();
    }
}
