// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.contract;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Attributes that many observations have in common, such as who did it. The writer that they are given to may keep what it
 * made of them and write that again. Used by one thread and one writer.
 */
public final class SharedAttributes {
    private final Consumer<AttributeWriter> content;
    private byte @Nullable [] encoded;

    /** @param content writes the same attributes each time */
    SharedAttributes(Consumer<AttributeWriter> content) {
        this.content = content;
    }

    /** Writes them one by one. */
    public void writeTo(AttributeWriter out) {
        content.accept(out);
    }

    /** What the writer kept, if it did. */
    public Optional<byte[]> encoded() {
        return Optional.ofNullable(encoded);
    }

    /** @param bytes for the next time; not copied */
    public void keep(byte[] bytes) {
        encoded = bytes;
    }
}
