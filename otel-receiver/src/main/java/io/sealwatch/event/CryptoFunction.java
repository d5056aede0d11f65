// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/** A function of libcrypto that sets up an encryption. */
public enum CryptoFunction {
    ENCRYPT_INIT_EX("EVP_EncryptInit_ex"),
    ENCRYPT_INIT_EX2("EVP_EncryptInit_ex2"),
    CIPHER_INIT_EX("EVP_CipherInit_ex"),
    CIPHER_INIT_EX2("EVP_CipherInit_ex2"),
    SEAL_INIT("EVP_SealInit");

    private final String symbol;

    CryptoFunction(String symbol) {
        this.symbol = symbol;
    }

    /** The name in the library's symbol table. */
    public String symbol() {
        return symbol;
    }
}
