// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import java.util.Locale;

/** A picture as it is written. What is opened inside another is cut off at its edge. */
final class Svg {

    static final String INK = "#1d2a3e";
    static final String PALE = "#5a6d83";
    /** Width of a letter in hundredths of its size, on average. */
    static final int BROAD = 58;

    private final StringBuilder out = new StringBuilder();
    private int depth;

    void open(int x, int y, int width, int height) {
        if (depth++ == 0) {
            add(
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\">",
                    width, height);
        } else {
            add("<svg x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\">", x, y, width, height);
        }
    }

    void close() {
        depth--;
        add("</svg>");
    }

    void rect(int x, int y, int width, int height, int round, String fill) {
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\" fill=\"%s\"/>",
                x, y, width, height, round, fill);
    }

    /** A white box with a thin edge. */
    void frame(int x, int y, int width, int height) {
        add(
                "<rect x=\"%s\" y=\"%s\" width=\"%d\" height=\"%d\" rx=\"5\" fill=\"#fff\" stroke=\"#d9e1ec\"/>",
                x + 0.5, y + 0.5, width - 1, height - 1);
    }

    void line(int x1, int y1, int x2, int y2, String colour) {
        add("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\"/>", x1, y1, x2, y2, colour);
    }

    /** Points are pairs of numbers. */
    void polyline(String points, String colour) {
        add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", points, colour);
    }

    void text(int x, int y, int size, String colour, String text, boolean bold) {
        write(x, y, size, colour, text, bold, "");
    }

    void right(int x, int y, int size, String colour, String text, boolean bold) {
        write(x, y, size, colour, text, bold, " text-anchor=\"end\"");
    }

    void middle(int x, int y, int size, String colour, String text) {
        write(x, y, size, colour, text, false, " text-anchor=\"middle\"");
    }

    private void write(int x, int y, int size, String colour, String text, boolean bold, String anchor) {
        add(
                "<text x=\"%d\" y=\"%d\" font-size=\"%d\" fill=\"%s\"%s%s>%s</text>",
                x,
                y,
                size,
                colour,
                bold ? " font-weight=\"600\"" : "",
                anchor,
                text.replace("&", "&amp;").replace("<", "&lt;"));
    }

    static int width(String text, int size) {
        return text.length() * size * BROAD / 100;
    }

    /** As much of a text as fits. */
    static String cut(String text, int size, int width) {
        int most = width * 100 / (size * BROAD);
        return text.length() > most ? text.substring(0, Math.max(1, most - 1)) + "…" : text;
    }

    private void add(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
