// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.contract;

import java.util.List;

/** Receives the attributes of one observation, each name at most once. */
public interface AttributeWriter {
    void put(String name, String value);

    void put(String name, long value);

    void put(String name, double value);

    void put(String name, boolean value);

    void put(String name, List<String> values);

    /** Attributes that come again with other observations; nothing needs to be kept. */
    default void put(SharedAttributes shared) {
        shared.writeTo(this);
    }
}
