// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: its own script runs, a hostile name's does not. */
class BrowserTest {
    private static final String RECORD = "{\"timestamp\":\"2026-11-23T20:10:00Z\",\"event_name\":\"file.create\","
            + "\"event.outcome\":\"success\",\"event.action\":\"create\",\"process.entity_id\":\"e\",\"process.pid\":7,"
            + "\"process.name\":\"<img src=x onerror=document.title='owned'>\",\"file.directory\":\"/home\","
            + "\"file.path\":\"/home/</code><script>document.title='owned'</script>\"}";

    @TempDir
    Path folder;

    @BeforeAll
    static void aBrowserIsHere() {
        assumeTrue(
                browser() != null,
                "NOT RUN in a browser: neither chromium nor google-chrome is installed (apt-get install chromium)");
    }

    private static @org.jspecify.annotations.Nullable Path browser() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** The document as it is after its scripts ran. */
    private String loaded(String html) throws IOException, InterruptedException {
        Path page = Files.writeString(folder.resolve("page.html"), html);
        Path out = folder.resolve("dom.html");
        Process process = new ProcessBuilder(List.of(
                        String.valueOf(browser()),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--dump-dom",
                        page.toUri().toString()))
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = process.waitFor(90, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("the browser ended").isTrue();
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    @Test
    void thePagesOwnScriptRunsAndNoNameDoes() throws IOException, InterruptedException {
        Path events = Files.writeString(folder.resolve("events.ndjson"), RECORD + "\n");

        String dom = loaded(Report.ofNdjson(events).html("events.ndjson"));

        assertThat(dom).contains("<title>Sealwatch report: events.ndjson</title>");
        assertThat(dom).as("the script showed its button").contains("<button id=\"theme\" type=\"button\">");
        assertThat(dom).as("the script showed the search").doesNotContain("aria-label=\"Find\" hidden");
    }

    @Test
    void thePolicyStopsWhatWouldGetPastTheEscaping() throws IOException, InterruptedException {
        Path events = Files.writeString(folder.resolve("events.ndjson"), RECORD + "\n");
        String html = Report.ofNdjson(events)
                .html("events.ndjson")
                .replace(
                        "</main>",
                        "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"></main>");

        assertThat(loaded(html)).doesNotContain("<title>owned</title>");
    }
}
