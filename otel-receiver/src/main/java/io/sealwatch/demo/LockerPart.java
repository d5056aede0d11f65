// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.demo;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The share of one of several lockers that work side by side: some of the directories, chosen by name.
 *
 * @param number of this one, from 1
 * @param of how many there are
 */
record LockerPart(int number, int of) {
    static final LockerPart ALL = new LockerPart(1, 1);

    private static final Pattern TEXT = Pattern.compile("([1-9])/([1-9])");

    static LockerPart parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (parts.matches() && parts.group(1).compareTo(parts.group(2)) <= 0) {
            return new LockerPart(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
        }
        throw new DemoException("--part needs I/N, such as 1/2, not " + text);
    }

    /** @param directory relative to the folder, empty for the folder itself */
    boolean has(Path directory) {
        return 1 + Math.floorMod(directory.toString().hashCode(), of) == number;
    }
}
