// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import io.sealwatch.score.content.Claim;
import io.sealwatch.score.content.Format;
import io.sealwatch.score.content.Kind;
import io.sealwatch.score.file.FileState;
import io.sealwatch.score.file.Names;

/** How surely content was turned random: what is there now, against what was read or what the name claims. */
final class LossWeights {
    /** A known format under a name that does not say so. */
    private static final double MISNAMED = 0.6;

    /** A copy of something unreadable, put over what could be read. */
    private static final double COPIED_OVER = 0.7;

    private LossWeights() {}

    /**
     * @param before what the original was, UNKNOWN when nobody saw
     * @param claim what the original's name said
     * @param now what is there instead
     */
    static double content(Kind before, Claim claim, double now) {
        return now * readable(before, claim);
    }

    /** How surely ciphertext is what is now there, 0 for a known format under its own name. */
    static double unreadable(FileState file, String path) {
        if (file.now != Kind.FORMAT) {
            return file.now.certainty();
        }
        String extension = Names.extension(path);
        if (extension.isEmpty()) {
            return 0;
        }
        Claim claim = Claim.of(extension);
        if (file.format.fits(extension) || claim == Claim.INTERIM) {
            return 0;
        }
        boolean foreign = claim == Claim.NONE || claim == Claim.TEXT || claim == Claim.ENCRYPTED;
        return isCompressed(file.format) || (file.format.isMedia() && foreign) ? MISNAMED : 0;
    }

    /** Likewise, for what now lies where something else was. */
    static double unreadable(FileState file, String path, Kind before) {
        return file.now == Kind.COPIED && before.isReadable() ? COPIED_OVER : unreadable(file, path);
    }

    /** Formats under which anything could hide. */
    private static boolean isCompressed(Format format) {
        return format.ordinal() <= Format.ZLIB_BEST.ordinal() && format != Format.NONE && format != Format.AR;
    }

    private static double readable(Kind before, Claim claim) {
        return switch (before) {
            case STRUCTURED, FORMAT -> 1.0;
            case CONSTANT -> 0.3;
            case RANDOM, RANDOM_BODY, ENCODED, ENCRYPTED, COPIED -> 0;
            case UNKNOWN ->
                switch (claim) {
                    case TEXT, DOCUMENT -> 0.8;
                    case ARCHIVE -> 0.5;
                    case ENCRYPTED -> 0;
                    case INTERIM, NONE -> 0.2;
                };
        };
    }
}
