// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import java.util.List;

/**
 * How the kernel side works.
 *
 * @param ringBytes size of the ring buffer, a power of two and at least one page
 * @param strategy which hooks are used
 * @param countReadOnlyOpens count read-only opens per process and second instead of reporting each
 * @param crypto attach to libcrypto
 * @param sampleReads report the first read of each open file, which only the detector looks at
 * @param cryptoExclude libraries and executables whose path starts with one of these get no crypto probe
 * @param response what the probes do to processes under a verdict
 */
public record ProbeSettings(
        int ringBytes,
        Strategy strategy,
        boolean countReadOnlyOpens,
        boolean crypto,
        List<String> cryptoExclude,
        boolean sampleReads,
        KernelResponse response) {
    public static final int DEFAULT_RING_BYTES = 8 << 20;

    public ProbeSettings {
        cryptoExclude = List.copyOf(cryptoExclude);
        if (ringBytes < 4096 || Integer.bitCount(ringBytes) != 1 || ringBytes > 256 << 20) {
            throw new IllegalArgumentException(
                    "the ring size must be a power of two from 4096 to 268435456 bytes, not " + ringBytes);
        }
    }

    /** With reads sampled, which is what a detector needs, and probes that do nothing to anybody. */
    public ProbeSettings(
            int ringBytes, Strategy strategy, boolean countReadOnlyOpens, boolean crypto, List<String> cryptoExclude) {
        this(ringBytes, strategy, countReadOnlyOpens, crypto, cryptoExclude, true);
    }

    /** Probes that do nothing to anybody. */
    public ProbeSettings(
            int ringBytes,
            Strategy strategy,
            boolean countReadOnlyOpens,
            boolean crypto,
            List<String> cryptoExclude,
            boolean sampleReads) {
        this(ringBytes, strategy, countReadOnlyOpens, crypto, cryptoExclude, sampleReads, KernelResponse.NONE);
    }

    /** These settings with another strategy. */
    public ProbeSettings with(Strategy other) {
        return new ProbeSettings(ringBytes, other, countReadOnlyOpens, crypto, cryptoExclude, sampleReads, response);
    }

    /** These settings with another response. */
    public ProbeSettings with(KernelResponse other) {
        return new ProbeSettings(ringBytes, strategy, countReadOnlyOpens, crypto, cryptoExclude, sampleReads, other);
    }

    public static ProbeSettings defaults() {
        return new ProbeSettings(DEFAULT_RING_BYTES, Strategy.AUTO, false, true, List.of(), true);
    }
}
