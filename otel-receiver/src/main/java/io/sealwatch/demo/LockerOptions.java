// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The locker's command line.
 *
 * @param filesPerSecond 0 for as fast as it goes
 * @param part of the folder that this process takes
 */
record LockerOptions(Path folder, SafeLocker.Shape shape, double filesPerSecond, LockerPart part, boolean undo) {
    private static final String USAGE =
            "usage: SafeLocker FOLDER [--rate FILES/S] [--shape create-delete|in-place|in-place-rename] [--part I/N]"
                    + " [--undo]";

    static LockerOptions parse(String... arguments) {
        Optional<Path> folder = Optional.empty();
        SafeLocker.Shape shape = SafeLocker.Shape.CREATE_DELETE;
        double rate = 0;
        LockerPart part = LockerPart.ALL;
        boolean undo = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--undo" -> undo = true;
                case "--rate" -> rate = rate(value(arguments, ++i));
                case "--shape" -> shape = SafeLocker.Shape.of(value(arguments, ++i));
                case "--part" -> part = LockerPart.parse(value(arguments, ++i));
                default -> {
                    if (folder.isPresent() || arguments[i].startsWith("-")) {
                        throw new DemoException("unexpected argument " + arguments[i] + "\n" + USAGE);
                    }
                    folder = Optional.of(Path.of(arguments[i]));
                }
            }
        }
        return new LockerOptions(folder.orElseThrow(() -> new DemoException(USAGE)), shape, rate, part, undo);
    }

    private static String value(String[] arguments, int at) {
        if (at >= arguments.length) {
            throw new DemoException(arguments[at - 1] + " needs a value\n" + USAGE);
        }
        return arguments[at];
    }

    private static double rate(String text) {
        try {
            double rate = Double.parseDouble(text);
            if (rate >= 0 && rate <= 1e6) {
                return rate;
            }
        } catch (NumberFormatException notANumber) {
            // the message below says it
        }
        throw new DemoException("--rate needs files per second, 0 to 1000000, not " + text);
    }
}
