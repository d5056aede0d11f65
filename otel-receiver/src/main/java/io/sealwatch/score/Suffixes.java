// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import io.sealwatch.score.content.Claim;
import io.sealwatch.score.file.Names;

/** Suffixes that files get and that no known sort of program gives. */
final class Suffixes {
    private static final int LONGEST = 64;

    private Suffixes() {}

    /**
     * What was put behind the old name, or what took the place of its extension; empty when neither, or when the new
     * extension is one of a known sort.
     */
    static String added(String before, String after) {
        int nameBefore = Names.nameAt(before);
        int nameAfter = Names.nameAt(after);
        int length = before.length() - nameBefore;
        String suffix = "";
        if (after.regionMatches(nameAfter, before, nameBefore, length)) {
            suffix = after.substring(nameAfter + length);
        } else {
            int stem = Names.dotAt(before) - nameBefore;
            boolean sameStem = stem > 0
                    && stem < length
                    && after.regionMatches(nameAfter, before, nameBefore, stem)
                    && after.length() > nameAfter + stem;
            suffix = sameStem && Claim.of(Names.extension(before)) != Claim.NONE
                    ? after.substring(nameAfter + stem)
                    : "";
        }
        return suffix.isEmpty() || suffix.length() > LONGEST || isKnown(suffix) ? "" : suffix;
    }

    private static boolean isKnown(String suffix) {
        int dot = suffix.lastIndexOf('.');
        return Claim.of(dot >= 0 ? suffix.substring(dot + 1) : suffix) != Claim.NONE || suffix.equals("~");
    }
}
