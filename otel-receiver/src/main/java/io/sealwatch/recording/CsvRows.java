// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a CSV file (RFC 4180) as bytes, because file names need not be text. Lines end with CR, LF or both: the seed's
 * recordings have each of these.
 */
final class CsvRows {
    private static final int END = -1;

    private final PushbackInputStream in;
    private final ByteArrayOutputStream field = new ByteArrayOutputStream();
    private long line = 1;
    private long rowLine = 1;

    CsvRows(InputStream in) {
        this.in = new PushbackInputStream(in, 1);
    }

    /** Number of the line on which the last row began, from 1. */
    long rowLine() {
        return rowLine;
    }

    /** The next row; empty at the end of the file. An empty line is a row of one empty field. */
    List<byte[]> next() throws IOException {
        List<byte[]> row = new ArrayList<>();
        rowLine = line;
        int c = in.read();
        if (c == END) {
            return row;
        }
        while (true) {
            c = c == '"' ? quoted() : unquoted(c);
            row.add(field.toByteArray());
            field.reset();
            if (c != ',') {
                endLine(c);
                return row;
            }
            c = in.read();
        }
    }

    private int unquoted(int first) throws IOException {
        int c = first;
        while (c != ',' && c != '\r' && c != '\n' && c != END) {
            field.write(c);
            c = in.read();
        }
        return c;
    }

    private int quoted() throws IOException {
        int c = in.read();
        while (c != END) {
            if (c == '"') {
                c = in.read();
                if (c != '"') {
                    return unquoted(c);
                }
            }
            if (c == '\n') {
                line++;
            }
            field.write(c);
            c = in.read();
        }
        throw new IOException("a quoted field that does not end");
    }

    private void endLine(int c) throws IOException {
        line++;
        if (c == '\r') {
            int following = in.read();
            if (following != '\n' && following != END) {
                in.unread(following);
            }
        }
    }
}
