// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.settings;

/**
 * A setting that can be made.
 *
 * @param key in our YAML, below {@code otlp.}
 * @param variable the standard environment variable of the same meaning, empty when there is none
 * @param otherwise the default as text
 * @param meaning one line for people
 * @param secret its value is never shown
 */
public record SettingKey(String key, String variable, String otherwise, String meaning, boolean secret) {
    static SettingKey of(String key, String variable, String otherwise, String meaning) {
        return new SettingKey(key, variable, otherwise, meaning, false);
    }

    static SettingKey secret(String key, String variable, String meaning) {
        return new SettingKey(key, variable, "", meaning, true);
    }
}
