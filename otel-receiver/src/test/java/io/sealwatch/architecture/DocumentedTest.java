// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type says what it is. What its comment says is the compiler's to check (doclint). */
final class DocumentedTest {
    private static final Pattern TYPE = Pattern.compile(
            "^(?:(?:public|final|abstract|sealed|non-sealed) )*(?:class|interface|record|enum|@interface) (\\w+)",
            Pattern.MULTILINE);
    private static final Pattern ANNOTATION_AT_END = Pattern.compile("@\\w+(\\((?:[^()]|\\([^()]*\\))*\\))?$");

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "../elastic-integration/src/main/java"})
    void everyTypeHasAComment(String root) throws IOException {
        List<String> silent = new ArrayList<>();
        int types = 0;
        for (Path file : sources(Path.of(root))) {
            String text = Files.readString(file);
            Matcher type = TYPE.matcher(text);
            while (type.find()) {
                types++;
                if (!withoutAnnotations(text.substring(0, type.start())).endsWith("*/")) {
                    silent.add(file + ": " + type.group(1));
                }
            }
        }
        assertThat(types).isGreaterThan(50);
        assertThat(silent).isEmpty();
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
        }
    }

    private static String withoutAnnotations(String text) {
        String rest = text.stripTrailing();
        for (String before = ""; !rest.equals(before); ) {
            before = rest;
            rest = ANNOTATION_AT_END.matcher(rest).replaceFirst("").stripTrailing();
        }
        return rest;
    }
}
