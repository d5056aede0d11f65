// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.console;

/**
 * Text that a process chose, made harmless for a terminal: what would move the cursor, change colours, break the line or
 * reverse the reading direction is written as an escape that can be read.
 */
public final class SafeText {
    private SafeText() {}

    /** The same string when there is nothing to escape. */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7F) {
                return escape(text, i);
            }
        }
        return text;
    }

    /** Columns that the text takes on a terminal. */
    static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += width(c);
            i += Character.charCount(c);
        }
        return width;
    }

    /** Appends the text in exactly so many columns: filled up with blanks, or cut and marked. */
    static void appendCell(StringBuilder out, String text, int columns) {
        int width = width(text);
        if (width > columns) {
            width = 0;
            int i = 0;
            while (width + width(text.codePointAt(i)) < columns) {
                int c = text.codePointAt(i);
                out.appendCodePoint(c);
                width += width(c);
                i += Character.charCount(c);
            }
            out.append('\u2026');
            width++;
        } else {
            out.append(text);
        }
        out.append(" ".repeat(columns - width));
    }

    private static String escape(String text, int from) {
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isHarmless(c)) {
                out.appendCodePoint(c);
            } else {
                appendEscape(out, c);
            }
        }
        return out.toString();
    }

    private static void appendEscape(StringBuilder out, int c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < 0x100) {
                    out.append(String.format("\\x%02x", c));
                } else {
                    out.append(String.format("\\u{%x}", c));
                }
            }
        }
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static int width(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    /** The blocks of East Asian Wide and of emoji. */
    private static boolean isWide(int c) {
        return c >= 0x1100
                && (c <= 0x115F
                        || (c >= 0x2E80 && c <= 0xA4CF)
                        || (c >= 0xAC00 && c <= 0xD7A3)
                        || (c >= 0xF900 && c <= 0xFAFF)
                        || (c >= 0xFE30 && c <= 0xFE6F)
                        || (c >= 0xFF00 && c <= 0xFF60)
                        || (c >= 0xFFE0 && c <= 0xFFE6)
                        || (c >= 0x1F300 && c <= 0x1FAFF)
                        || (c >= 0x20000 && c <= 0x3FFFD));
    }
}
