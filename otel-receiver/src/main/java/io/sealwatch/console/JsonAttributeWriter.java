// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sealwatch.contract.AttributeWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Attributes as fields of the JSON object that is open. */
final class JsonAttributeWriter implements AttributeWriter {
    private final JsonGenerator json;

    JsonAttributeWriter(JsonGenerator json) {
        this.json = json;
    }

    @Override
    public void put(String name, String value) {
        try {
            json.writeStringField(name, value);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void put(String name, long value) {
        try {
            json.writeNumberField(name, value);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void put(String name, double value) {
        try {
            json.writeNumberField(name, value);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void put(String name, boolean value) {
        try {
            json.writeBooleanField(name, value);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void put(String name, List<String> values) {
        try {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
