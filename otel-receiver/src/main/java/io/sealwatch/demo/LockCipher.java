// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.demo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES in counter mode under a key that everybody knows: it looks like an attack and protects nothing. */
final class LockCipher {
    /** 128 bits, published here on purpose. */
    private static final byte[] KEY = "sealwatch-demo-1".getBytes(StandardCharsets.US_ASCII);

    private static final int BLOCK = 16;

    private LockCipher() {}

    /** Encrypts and, applied again under the same name, decrypts. */
    static byte[] apply(byte[] content, String file) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            byte[] start = Arrays.copyOf(hash(file.getBytes(StandardCharsets.UTF_8)), BLOCK);
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "AES"), new IvParameterSpec(start));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has AES in counter mode", impossible);
        }
    }

    /** SHA-256 in hexadecimal. */
    static String digest(byte[] content) {
        return HexFormat.of().formatHex(hash(content));
    }

    private static byte[] hash(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
