// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.content;

import io.sealwatch.event.Sample;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Whether what follows a magic number is what its format demands: the start of a gzip or zlib stream can be unpacked, the
 * checksums of an xz or PNG header are right. Ciphertext behind four copied bytes fails it.
 *
 * <p>What fools it: a header copied whole with its checksums, and formats that have nothing to check so early.
 */
final class HeaderCheck {
    private static final int GZIP_FIXED = 10;
    private static final int ENOUGH = 24;
    private static final int ENOUGH_TO_JUDGE = 96;
    private static final int MOST_UNPACKED = 4096;
    private static final int ZIP_FIXED = 30;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private HeaderCheck() {}

    /** True also when there is too little to say. Allocates a few hundred bytes; asked for new compressed files only. */
    static boolean holds(Format format, Sample start) {
        return switch (format) {
            case GZIP -> inflates(start, gzipBody(start));
            case ZLIB_LOW, ZLIB_FAST, ZLIB, ZLIB_BEST -> inflates(start, 2);
            case XZ -> start.headLength() < 12 || checksum(start, 6, 8) == littleEndian(start, 8);
            case PNG -> start.headLength() < 33 || checksum(start, 12, 29) == bigEndian(start, 29);
            case BZIP2 -> start.headLength() < 10 || isBzip2Block(start);
            case ZSTD -> start.headLength() < 5 || (start.at(4) & 0x08) == 0 && isZstdBlock(start);
            case BORG -> start.headLength() < 17 || start.at(5) != 'S' || (start.at(15) < 0x20 && start.at(16) < 8);
            default -> true;
        };
    }

    /** Ciphertext that was packed as it should be: what comes out of the gzip or zip is random and has no format either. */
    static boolean packsRandom(Format format, Sample start) {
        return switch (format) {
            case GZIP -> isRandom(unpacked(start, gzipBody(start)));
            case ZIP -> isRandom(firstEntry(start));
            default -> false;
        };
    }

    /** Where the deflate stream begins, or the end of the sample when the header is longer. */
    private static int gzipBody(Sample start) {
        int length = start.headLength();
        if (length < GZIP_FIXED) {
            return length;
        }
        int flags = start.at(3);
        int at = GZIP_FIXED;
        if ((flags & 4) != 0 && at + 2 <= length) {
            at += 2 + start.at(at) + (start.at(at + 1) << 8);
        }
        for (int field = 8; field <= 16; field *= 2) {
            if ((flags & field) != 0) {
                while (at < length && start.at(at) != 0) {
                    at++;
                }
                at++;
            }
        }
        return Math.min(length, at + ((flags & 2) != 0 ? 2 : 0));
    }

    private static boolean inflates(Sample start, int from) {
        return start.headLength() - from < ENOUGH || unpacked(start, from) != null;
    }

    /** What the start of a deflate stream unpacks to, null when it is none. */
    private static byte @Nullable [] unpacked(Sample start, int from) {
        byte[] out = new byte[MOST_UNPACKED];
        if (from >= start.headLength()) {
            return new byte[0];
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(start.head(), from, start.headLength() - from);
            int total = 0;
            int got = 1;
            while (got > 0 && total < out.length) {
                got = inflater.inflate(out, total, out.length - total);
                total += got;
            }
            return Arrays.copyOf(out, total);
        } catch (DataFormatException forged) {
            return null;
        } finally {
            inflater.end();
        }
    }

    /** The start of a zip's first file, null when it cannot be told. */
    private static byte @Nullable [] firstEntry(Sample start) {
        if (start.headLength() < ZIP_FIXED || start.at(2) != 3 || start.at(3) != 4) {
            return null;
        }
        int method = start.at(8) | start.at(9) << 8;
        int body = ZIP_FIXED + (start.at(26) | start.at(27) << 8) + (start.at(28) | start.at(29) << 8);
        if (method == DEFLATED) {
            return unpacked(start, body);
        }
        return method == STORED && body < start.headLength()
                ? Arrays.copyOfRange(start.head(), body, start.headLength())
                : null;
    }

    private static boolean isRandom(byte @Nullable [] content) {
        if (content == null || content.length < ENOUGH_TO_JUDGE) {
            return false;
        }
        Sample sample = new Sample(content, new byte[0], new byte[0]);
        Randomness randomness = new Randomness();
        randomness.load(sample);
        return Format.of(sample) == Format.NONE && randomness.deviation(0, content.length) < Randomness.LIMIT;
    }

    /** A block begins with the digits of pi, an empty file ends with those of its square root. */
    private static boolean isBzip2Block(Sample start) {
        return (start.at(4) == 0x31 && start.at(5) == 0x41 && start.at(6) == 0x59)
                || (start.at(4) == 0x17 && start.at(5) == 0x72 && start.at(6) == 0x45);
    }

    /** The first block is of a known type and not larger than blocks may be. */
    private static boolean isZstdBlock(Sample start) {
        int descriptor = start.at(4);
        boolean single = (descriptor & 0x20) != 0;
        int sizeCode = descriptor >> 6;
        int sizeBytes = sizeCode == 0 ? (single ? 1 : 0) : 1 << sizeCode;
        int dictionaryBytes = new int[] {0, 1, 2, 4}[descriptor & 3];
        int at = 5 + (single ? 0 : 1) + dictionaryBytes + sizeBytes;
        if (start.headLength() < at + 3) {
            return true;
        }
        int block = start.at(at) | start.at(at + 1) << 8 | start.at(at + 2) << 16;
        return (block >> 1 & 3) != 3 && block >> 3 <= 1 << 17;
    }

    private static long checksum(Sample start, int from, int to) {
        CRC32 crc = new CRC32();
        for (int i = from; i < to; i++) {
            crc.update(start.at(i));
        }
        return crc.getValue();
    }

    private static long littleEndian(Sample start, int at) {
        return start.at(at)
                | (long) start.at(at + 1) << 8
                | (long) start.at(at + 2) << 16
                | (long) start.at(at + 3) << 24;
    }

    private static long bigEndian(Sample start, int at) {
        return Integer.toUnsignedLong(Integer.reverseBytes((int) littleEndian(start, at)));
    }
}
