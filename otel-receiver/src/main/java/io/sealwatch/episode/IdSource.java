// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.episode;

import java.util.HexFormat;
import java.util.SplittableRandom;

/** Makes trace and span ids. */
public interface IdSource {
    /** 32 hexadecimal digits, not all zero. */
    String traceId();

    /** 16 hexadecimal digits, not all zero. */
    String spanId();

    /** Ids of this run; the seed makes two runs and two hosts differ. */
    static IdSource random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        HexFormat hex = HexFormat.of();
        return new IdSource() {
            @Override
            public String traceId() {
                return hex.toHexDigits(random.nextLong()) + spanId();
            }

            @Override
            public String spanId() {
                long id;
                do {
                    id = random.nextLong();
                } while (id == 0);
                return hex.toHexDigits(id);
            }
        };
    }
}
