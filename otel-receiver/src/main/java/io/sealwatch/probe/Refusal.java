// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

/**
 * A load that the kernel did not accept.
 *
 * @param program the one it stopped at, empty when it was not about one
 * @param error the errno, positive
 * @param cause what the kernel or libbpf said, one line
 */
record Refusal(String program, int error, String cause) {
    ProbeException asFailure() {
        return new ProbeException("the kernel refused the probes (errno " + error + "): " + cause
                + ". Run `sealwatch check` and report its output.");
    }
}
