// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.plan;

/** What is there, compared with what this program brings. */
public enum State {
    ABSENT("+", "to create"),
    OLDER("↑", "to update"),
    SAME("=", "in sync"),
    /** Ours, of this content, and changed by hand since. */
    DRIFTED("~", "to repair"),
    /** Of that name, and not made by this program. */
    FOREIGN("!", "not ours, refused"),
    /** Made by a newer release: it is never replaced by an older one. */
    NEWER("!", "newer, refused");

    private final String sign;
    private final String words;

    State(String sign, String words) {
        this.sign = sign;
        this.words = words;
    }

    public String sign() {
        return sign;
    }

    public String words() {
        return words;
    }

    public boolean needsChange() {
        return this == ABSENT || this == OLDER || this == DRIFTED;
    }

    public boolean refused() {
        return this == FOREIGN || this == NEWER;
    }
}
