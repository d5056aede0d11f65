// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import java.util.Locale;

/**
 * Text of the page. File names are an attacker's choice: every value goes through {@link #text}, which leaves no character that
 * has a meaning in HTML, and shows those that cannot be seen or that turn the reading direction.
 */
final class Html {
    private final StringBuilder out = new StringBuilder(1 << 16);

    /** Markup of our own, as it is. Never a value. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** A value. */
    Html text(String value) {
        value.codePoints().forEach(this::point);
        return this;
    }

    /** A value that is cut in the middle when it is long, with the whole of it as a tooltip. */
    Html cut(String value, int most) {
        if (value.length() <= most) {
            return text(value);
        }
        int half = most / 2;
        raw("<span title=\"").text(value).raw("\">");
        text(value.substring(0, half)).raw("…").text(value.substring(value.length() - half));
        return raw("</span>");
    }

    Html number(long value) {
        out.append(String.format(Locale.ROOT, "%,d", value).replace(',', ' '));
        return this;
    }

    /** Of an SVG. */
    Html decimal(double value) {
        out.append(Math.round(value * 100) / 100.0);
        return this;
    }

    private void point(int point) {
        switch (point) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> {
                if (isSafe(point)) {
                    out.appendCodePoint(point);
                } else {
                    out.append(String.format(Locale.ROOT, "\\u%04x", point));
                }
            }
        }
    }

    private static boolean isSafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
