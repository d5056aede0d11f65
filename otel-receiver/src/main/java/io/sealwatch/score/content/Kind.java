// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.content;

/** What the content of a file, or of a write, is. */
public enum Kind {
    /** Not seen, or too little of it. */
    UNKNOWN,
    /** Text, code, records: it has a structure. */
    STRUCTURED,
    /** One byte value throughout, as a wiper or an allocator writes it. */
    CONSTANT,
    /** A known format whose body may look random: compressed, media, archive, executable. */
    FORMAT,
    /** The same bytes were read elsewhere just before: a copy. */
    COPIED,
    /** Random from the first byte on. */
    RANDOM,
    /** Random behind a header that no known format has, or random blocks among others. */
    RANDOM_BODY,
    /** Random in a printable encoding. */
    ENCODED,
    /** A format that people encrypt with: OpenPGP, age, openssl enc, a zip with a password. */
    ENCRYPTED;

    /** Nothing can be read from it without a key. */
    public boolean isUnreadable() {
        return this == RANDOM || this == RANDOM_BODY || this == ENCODED || this == ENCRYPTED;
    }

    /** It has lost nothing yet: what turns unreadable from here is a loss. */
    public boolean isReadable() {
        return this == STRUCTURED || this == FORMAT;
    }

    /** How surely bytes of this kind are ciphertext, 0 to 1. */
    public double certainty() {
        return switch (this) {
            case RANDOM -> 1.0;
            case ENCRYPTED -> 0.9;
            case RANDOM_BODY, ENCODED -> 0.8;
            case UNKNOWN, STRUCTURED, CONSTANT, FORMAT, COPIED -> 0;
        };
    }
}
