// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sealwatch.elastic.cluster.Credentials;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class OptionsTest {

    private static ConnectionOptions options(Map<String, String> environment) {
        ConnectionOptions options = new ConnectionOptions();
        options.environment(environment);
        return options;
    }

    @Test
    void everythingCanComeFromTheEnvironment() {
        ConnectionOptions options = options(Map.of(
                "SEALWATCH_ELASTIC_URL", "https://es:9200",
                "SEALWATCH_ELASTIC_API_KEY", "a2V5",
                "SEALWATCH_KIBANA_URL", "https://kb:5601",
                "SEALWATCH_KIBANA_SPACE", "soc"));

        assertThat(options.elasticsearch().address()).isEqualTo(URI.create("https://es:9200"));
        assertThat(options.elasticsearch().credentials()).isEqualTo(new Credentials.ApiKey("a2V5"));
        assertThat(options.kibana().orElseThrow().address()).isEqualTo(URI.create("https://kb:5601"));
        assertThat(options.kibanaSpace()).isEqualTo("soc");
    }

    @Test
    void aSecretCanComeFromAFile(@TempDir Path directory) throws IOException {
        ConnectionOptions options = options(Map.of());
        options.url = "https://es:9200";
        options.user = "ana";
        options.passwordFile = Files.writeString(directory.resolve("pw"), "secret\n");

        assertThat(options.elasticsearch().credentials()).isEqualTo(new Credentials.UserPassword("ana", "secret"));
    }

    @Test
    void noOptionTakesASecretItself() {
        for (CommandLine command : Main.commandLine().getSubcommands().values()) {
            assertThat(command.getCommandSpec().optionsMap().keySet())
                    .doesNotContain("--password", "--api-key", "--secret", "--token");
        }
    }

    @Test
    void aCloudIdNamesBothServers() {
        ConnectionOptions options = options(Map.of());
        options.cloudId = "x:" + Base64.getEncoder().encodeToString("eu.example.com$es$kb".getBytes(UTF_8));

        assertThat(options.elasticsearch().address()).isEqualTo(URI.create("https://es.eu.example.com:443"));
        assertThat(options.kibana().orElseThrow().address()).isEqualTo(URI.create("https://kb.eu.example.com:443"));
    }

    @Test
    void contradictionsAndGapsAreSaidInOneSentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options(Map.of()).elasticsearch())
                .withMessageContaining("where is Elasticsearch?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options(Map.of(
                                "SEALWATCH_ELASTIC_URL", "https://es",
                                "SEALWATCH_ELASTIC_API_KEY", "k",
                                "SEALWATCH_ELASTIC_USER", "ana"))
                        .elasticsearch())
                .withMessageContaining("not both");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        options(Map.of("SEALWATCH_ELASTIC_URL", "es:9200")).elasticsearch())
                .withMessageContaining("not an http or https address");
    }

    private record Result(int code, String text) {
        static Result of(String... arguments) {
            StringWriter text = new StringWriter();
            CommandLine line = Main.commandLine();
            line.setOut(new PrintWriter(text, true));
            line.setErr(new PrintWriter(text, true));
            return new Result(line.execute(arguments), text.toString());
        }
    }

    @Test
    void aMisspeltOptionIsUsage() {
        assertThat(Result.of("plan", "--urll=x").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aServerThatIsNotThereIsTheEnvironment() {
        Result result = Result.of("plan", "--url=http://127.0.0.1:1");

        assertThat(result.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(result.text()).contains("no answer from Elasticsearch");
    }

    @Test
    void helpNamesEveryExitCode() {
        assertThat(Result.of("--help").text()).contains("10", "11", "12", "in sync", "refused");
    }

    @Test
    void thePackageIsWrittenWithoutAnyCluster(@TempDir Path directory) {
        assertThat(Result.of("package", directory.toString()).code()).isZero();

        assertThat(directory.resolve("sealwatch-0.1.0.zip")).isNotEmptyFile();
    }
}
