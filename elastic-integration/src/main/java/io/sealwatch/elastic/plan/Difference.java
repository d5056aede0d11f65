// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.plan;

import io.sealwatch.elastic.asset.CanonicalForm;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** One leaf that is not as it should be. An empty side means that there is no such leaf. */
public record Difference(String path, String installed, String wanted) {

    public static List<Difference> between(CanonicalForm installed, CanonicalForm wanted) {
        SortedSet<String> paths = new TreeSet<>(installed.leaves().keySet());
        paths.addAll(wanted.leaves().keySet());
        List<Difference> differences = new ArrayList<>();
        for (String path : paths) {
            String is = installed.leaves().getOrDefault(path, "");
            String should = wanted.leaves().getOrDefault(path, "");
            if (!is.equals(should)) {
                differences.add(new Difference(path, is, should));
            }
        }
        return differences;
    }

    @Override
    public String toString() {
        return path + ": " + side(installed) + " -> " + side(wanted);
    }

    private static String side(String value) {
        return value.isEmpty() ? "(none)" : value;
    }
}
