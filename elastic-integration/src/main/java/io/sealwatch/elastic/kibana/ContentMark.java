// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.kibana;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How this program knows its own work again in Kibana, which keeps no {@code _meta}: a few words in a description or a tag.
 *
 * @param version of the content
 * @param hash of the object as it is packed
 */
record ContentMark(int version, String hash) {

    private static final Pattern FORMAT = Pattern.compile("Sealwatch content (\\d+) ([0-9a-f]{12})");

    static ContentMark of(JsonNode packed, int version) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(sorted(packed).getBytes(UTF_8));
            return new ContentMark(version, HexFormat.of().formatHex(digest).substring(0, 12));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The same for the same content, whatever the order of keys. */
    private static String sorted(JsonNode node) {
        if (node.isObject()) {
            TreeMap<String, String> keys = new TreeMap<>();
            node.properties().forEach(each -> keys.put(each.getKey(), sorted(each.getValue())));
            return keys.toString();
        }
        if (node.isArray()) {
            StringBuilder all = new StringBuilder("[");
            node.forEach(each -> all.append(sorted(each)).append(','));
            return all.append(']').toString();
        }
        return node.toString();
    }

    static Optional<ContentMark> find(String text) {
        Matcher matcher = FORMAT.matcher(text);
        return matcher.find()
                ? Optional.of(new ContentMark(Integer.parseInt(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "Sealwatch content " + version + " " + hash;
    }
}
