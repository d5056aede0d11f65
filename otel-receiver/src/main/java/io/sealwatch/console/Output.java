// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.console;

import io.sealwatch.pipeline.SinkClosedException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Buffers the lines of a sink until they are to leave. A reader that has gone becomes a {@link SinkClosedException},
 * everything else that goes wrong an {@link UncheckedIOException}.
 */
public final class Output extends OutputStream {
    private static final int SIZE = 1 << 16;

    private final OutputStream out;
    private final byte[] buffer = new byte[SIZE];
    private int length;

    public Output(OutputStream out) {
        this.out = out;
    }

    /** Standard output itself: {@code System.out} would hide that its reader has gone. */
    public static OutputStream standard() {
        return new FileOutputStream(FileDescriptor.out);
    }

    @Override
    public void write(int value) {
        if (length == SIZE) {
            drain();
        }
        buffer[length++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        if (count > SIZE - length) {
            drain();
        }
        if (count > SIZE) {
            pass(bytes, from, count);
        } else {
            System.arraycopy(bytes, from, buffer, length, count);
            length += count;
        }
    }

    /** Writes text as UTF-8. */
    void write(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                byte[] rest = text.subSequence(i, text.length()).toString().getBytes(StandardCharsets.UTF_8);
                write(rest, 0, rest.length);
                return;
            }
            write(c);
        }
    }

    @Override
    public void flush() {
        drain();
        try {
            out.flush();
        } catch (IOException failure) {
            throw meaning(failure);
        }
    }

    /** Quiet when the reader has gone: there is nobody left to tell. */
    @Override
    public void close() {
        try (out) {
            flush();
        } catch (SinkClosedException gone) {
            length = 0;
        } catch (IOException failure) {
            throw meaning(failure);
        }
    }

    private void drain() {
        int ready = length;
        // Gone or not, it is not tried again.
        length = 0;
        if (ready > 0) {
            pass(buffer, 0, ready);
        }
    }

    private void pass(byte[] bytes, int from, int count) {
        try {
            out.write(bytes, from, count);
        } catch (IOException failure) {
            throw meaning(failure);
        }
    }

    private static RuntimeException meaning(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        // The JDK has no type for EPIPE. "Stream closed" is what pipes within Java say.
        if (message.contains("Broken pipe") || message.contains("Pipe closed") || message.contains("Stream Closed")) {
            return new SinkClosedException("the reader of the output has gone", failure);
        }
        return new UncheckedIOException("the output cannot be written: " + message, failure);
    }
}
