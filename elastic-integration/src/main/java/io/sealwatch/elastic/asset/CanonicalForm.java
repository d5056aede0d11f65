// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.asset;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line per leaf, so that what was put and what a cluster gives back can be compared although the cluster spells it in its
 * own way: settings nested or dotted, with or without {@code index.}, numbers as strings, dates of its own added.
 */
public record CanonicalForm(SortedMap<String, String> leaves) {

    /** What a cluster or the stamp adds; never content. */
    private static final Set<String> NOT_CONTENT = Set.of(
            "_meta",
            "version",
            "deprecated",
            "created_date",
            "created_date_millis",
            "modified_date",
            "modified_date_millis");

    public CanonicalForm {
        leaves = Collections.unmodifiableSortedMap(new TreeMap<>(leaves));
    }

    public static CanonicalForm of(JsonNode body) {
        SortedMap<String, String> leaves = new TreeMap<>();
        body.properties().forEach(each -> {
            if (!NOT_CONTENT.contains(each.getKey())) {
                collect(each.getKey(), each.getValue(), leaves);
            }
        });
        leaves.keySet().removeIf(path -> path.startsWith("policy._meta.") || path.contains("mappings._meta."));
        return new CanonicalForm(settingsSpeltAlike(leaves));
    }

    private static void collect(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties().forEach(each -> collect(path + "." + each.getKey(), each.getValue(), into));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), into);
            }
        } else {
            into.put(path, node.asText());
        }
    }

    private static SortedMap<String, String> settingsSpeltAlike(SortedMap<String, String> leaves) {
        String settings = "template.settings.";
        SortedMap<String, String> alike = new TreeMap<>();
        leaves.forEach((path, value) -> {
            boolean bare = path.startsWith(settings) && !path.startsWith(settings + "index.");
            alike.put(bare ? settings + "index." + path.substring(settings.length()) : path, value);
        });
        return alike;
    }

    /** SHA-256 in hex. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            leaves.forEach((path, value) -> digest.update((path + "=" + value + "\n").getBytes(UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
