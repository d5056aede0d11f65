// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page as a whole. Its policy allows the one style and the one script that are in it, by their hashes, and nothing else:
 * even if a value could bring markup along, nothing of it would run or be fetched.
 */
final class Page {
    private static final List<Section> SECTIONS = List.of(
            new VerdictSection(),
            new TimelineSection(),
            new ProcessSection(),
            new FolderSection(),
            new EntropySection(),
            new ChangesSection());

    private final ReportModel model;
    private final String source;
    private final long unreadable;

    Page(ReportModel model, String source, long unreadable) {
        this.model = model;
        this.source = source;
        this.unreadable = unreadable;
    }

    String html() {
        String style = resource("report.css");
        String script = resource("report.js");
        Html html = new Html();
        html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-")
                .raw(hash(style))
                .raw("'; script-src 'sha256-")
                .raw(hash(script))
                .raw("'; base-uri 'none'; form-action 'none'\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta name=\"color-scheme\" content=\"light dark\">\n<title>Sealwatch report: ")
                .text(source)
                .raw("</title>\n<style>")
                .raw(style)
                .raw("</style>\n</head>\n<body>\n<main>\n");
        SECTIONS.forEach(section -> section.write(model, html));
        footer(html);
        return html.raw("</main>\n<script>")
                .raw(script)
                .raw("</script>\n</body>\n</html>\n")
                .toString();
    }

    private void footer(Html html) {
        html.raw("<footer><p>Made by Sealwatch from <b>").text(source).raw("</b>: ");
        html.number(model.records()).raw(" records");
        if (model.lost() > 0) {
            html.raw(", <b class=\"warn\">").number(model.lost()).raw(" events were lost on the way</b>");
        }
        if (unreadable > 0) {
            html.raw(", ").number(unreadable).raw(" lines could not be read");
        }
        if (model.processes().notKept() > 0) {
            html.raw(", ").number(model.processes().notKept()).raw(" records of further processes are not shown");
        }
        html.raw(". Times are UTC. Characters that cannot be seen are shown as <code>\\u202e</code>.</p></footer>\n");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static String resource(String name) {
        try (@Nullable InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
