// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The direction in which the packages may know each other: docs/architecture.md. A package that is not here is refused. */
final class ArchitectureTest {
    private static final String ROOT = "io.sealwatch.";

    /** What each package may know beside itself, the JDK and the null annotations: our packages, or others in full. */
    private static final Map<String, List<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("event", List.of()),
            Map.entry("wire", List.of("event")),
            Map.entry("process", List.of("event")),
            Map.entry("score", List.of("event", "process")),
            Map.entry("pipeline", List.of("event", "wire", "process", "score")),
            Map.entry("contract", List.of("event", "process", "score", "pipeline")),
            Map.entry("recording", List.of("event", "wire", "process", "pipeline", "contract")),
            Map.entry("respond", List.of("event", "process", "pipeline")),
            Map.entry("probe", List.of("event", "wire", "pipeline", "respond", "com.sun.jna")),
            Map.entry("procfs", List.of("event", "process", "pipeline", "respond")),
            Map.entry("volume", List.of("event", "process", "score", "pipeline", "contract")),
            Map.entry("episode", List.of("event", "process", "score", "pipeline", "contract")),
            Map.entry(
                    "otel",
                    List.of(
                            "event",
                            "process",
                            "score",
                            "pipeline",
                            "contract",
                            "episode",
                            "io.opentelemetry",
                            "com.google.protobuf",
                            "okhttp3",
                            "okio",
                            "org.slf4j")),
            Map.entry("console", List.of("event", "process", "score", "pipeline", "contract", "com.fasterxml.jackson")),
            Map.entry("report", List.of("contract", "com.fasterxml.jackson")),
            Map.entry("decoy", List.of("event", "score", "com.fasterxml.jackson", "com.sun.jna")),
            Map.entry("exception", List.of("event", "process", "score")),
            Map.entry("demo", List.of("event", "process", "score", "pipeline")),
            Map.entry("evaluate", List.of("libsvm")),
            Map.entry("guard", List.of("com.sun.jna")),
            Map.entry("config", List.of("com.fasterxml.jackson")));

    /** The only package that knows all others. */
    private static final String WIRING = "app";

    /** Packages whose result depends on nothing but the events. */
    private static final String[] CORE = {"event", "wire", "process", "score", "pipeline", "contract"};

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.sealwatch");

    static Stream<String> packages() {
        return MAY_KNOW.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void packageKnowsOnlyWhatItMay(String name) {
        check(name, CLASSES);
    }

    @Test
    void everyPackageHasItsRule() {
        Set<String> present = CLASSES.stream()
                .map(type -> type.getPackageName().substring(ROOT.length()))
                .map(name -> name.contains(".") ? name.substring(0, name.indexOf('.')) : name)
                .filter(name -> !name.equals(WIRING))
                .collect(Collectors.toSet());
        assertThat(MAY_KNOW.keySet()).containsAll(present);
        assertThat(present).contains("event", "wire", "process", "score", "pipeline");
    }

    @Test
    void nobodyKnowsTheWiring() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + WIRING + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + WIRING + "..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching(ROOT + "score.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void coreHasNoClockNoChanceNoFilesNoNetwork() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        Stream.of(CORE).map(name -> ROOT + name + "..").toArray(String[]::new))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        java.time.Clock.class,
                        java.util.Random.class,
                        java.util.SplittableRandom.class,
                        java.util.concurrent.ThreadLocalRandom.class,
                        java.security.SecureRandom.class,
                        java.util.UUID.class,
                        Thread.class,
                        java.io.File.class,
                        java.nio.file.Files.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..", "java.util.random..")
                .check(CLASSES);
    }

    @Test
    void rulesNoticeABreach() {
        JavaClasses itself = new ClassFileImporter().importClasses(ArchitectureTest.class);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> check("architecture", itself));
    }

    private static void check(String name, JavaClasses among) {
        String[] allowed = Stream.concat(
                        Stream.of("java..", "javax.crypto..", "javax.net.ssl..", "org.jspecify..", ROOT + name + ".."),
                        MAY_KNOW.getOrDefault(name, List.of()).stream()
                                .map(known -> (MAY_KNOW.containsKey(known) ? ROOT + known : known) + ".."))
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed))
                .allowEmptyShould(true)
                .check(among);
    }
}
