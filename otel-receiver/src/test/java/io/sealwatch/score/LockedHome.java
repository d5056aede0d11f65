// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/** A home directory that a locker goes through; it is reported before its tenth file, and once. */
abstract class LockedHome {
    static final int MOST_LOST = 9;

    final Host host = new Host();

    static String document(int number) {
        String[] extensions = {"txt", "docx", "pdf", "csv"};
        return "/home/ann/dir" + number % 5 + "/file" + number + "." + extensions[number % 4];
    }

    void lock(Consumer<String> shape) {
        lock((path, number) -> shape.accept(path), 30);
    }

    void lock(ObjIntConsumer<String> shape, int files) {
        for (int number = 0; number < files; number++) {
            shape.accept(document(number), number);
            if (number == MOST_LOST) {
                assertThat(host.detections).as("after %d files", number + 1).isNotEmpty();
            }
        }
        assertThat(host.detections).filteredOn(d -> d.update() == 0).hasSize(1);
    }
}
