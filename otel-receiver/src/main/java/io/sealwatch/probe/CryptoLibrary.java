// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import java.nio.file.Path;
import java.util.Map;

/**
 * A libcrypto on this host.
 *
 * @param path through which the sensor reaches the file; for a container's it leads through {@code /proc/PID/root}
 */
public record CryptoLibrary(Path path) {
    private static final Map<String, String> SYMBOLS = Map.of(
            "evp_encrypt_init_ex", "EVP_EncryptInit_ex",
            "evp_encrypt_init_ex2", "EVP_EncryptInit_ex2",
            "evp_cipher_init_ex", "EVP_CipherInit_ex",
            "evp_cipher_init_ex2", "EVP_CipherInit_ex2",
            "evp_seal_init", "EVP_SealInit");

    /** The function that a program of {@code crypto.bpf.c} is for. */
    static String symbolOf(String program) {
        String symbol = SYMBOLS.get(program);
        if (symbol == null) {
            throw new ProbeException("the uprobe program " + program + " has no function to attach to");
        }
        return symbol;
    }
}
