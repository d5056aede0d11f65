// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names in a query that can be fields: in KQL what stands before a colon, elsewhere every word with a dot or an underscore. */
public final class QueryFields {

    private static final Pattern NOT_CODE = Pattern.compile(
            "\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"|//[^\n]*|/\\*.*?\\*/|\\bFROM\\s+\\S+", Pattern.DOTALL);
    private static final Pattern KQL = Pattern.compile("([A-Za-z@_][\\w.@-]*)\\s*(?::|[<>]=?)");
    private static final Pattern WORD = Pattern.compile("`([^`]+)`|([A-Za-z@_][\\w@]*(?:\\.[A-Za-z_][\\w]*)*)");

    private QueryFields() {}

    /** Candidates; words of the language and columns of the query itself are among them. */
    public static Set<String> of(String language, String query) {
        Set<String> names = new TreeSet<>();
        String code = NOT_CODE.matcher(query).replaceAll(" ");
        Matcher matcher = (language.equals("kuery") ? KQL : WORD).matcher(code);
        while (matcher.find()) {
            String quoted = matcher.group(1);
            names.add(quoted != null ? quoted : matcher.group(2));
        }
        return names;
    }
}
