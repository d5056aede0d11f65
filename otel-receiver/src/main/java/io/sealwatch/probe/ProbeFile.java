// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import java.io.IOException;
import java.io.InputStream;

/** The compiled probes in the jar: for each architecture two objects that do the same. */
enum ProbeFile {
    /** For every kernel. */
    GENERAL(""),
    /** With loads in place of some calls, for kernels that have {@code bpf_rdonly_cast} (Linux 6.2). */
    CAST("-cast");

    private final String variant;

    ProbeFile(String variant) {
        this.variant = variant;
    }

    /** The object of this architecture. */
    byte[] read() {
        String name = "/io/sealwatch/bpf/sealwatch-" + KernelFeatures.architectureName() + variant + ".bpf.o";
        try (InputStream in = ProbeFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new ProbeException("this build has no probes for " + KernelFeatures.architectureName() + " ("
                        + name + "); x86_64 and aarch64 are supported.");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new ProbeException("cannot read " + name + " from the jar: " + unreadable.getMessage(), unreadable);
        }
    }
}
