// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/**
 * {@code struct bpf_object_open_opts}: the object's name, and the only BTF that the relocations of its programs are looked
 * up in.
 *
 * <p>The library copies both strings, so this may be closed once the object is open.
 */
final class OpenOptions implements AutoCloseable {
    private static final int SIZE = 80;
    private static final int NAME = 8;
    private static final int BTF = 48;

    /** Whose types the object's relocations are about. */
    enum Types {
        /** Nobody's: no program is loaded, and the kernel's types need not be read. */
        NONE,
        /**
         * The kernel's own. Left to itself, libbpf before 1.2 asks for the types of modules, too, whenever one is not in the
         * kernel, and fails: that question needs CAP_SYS_ADMIN, which the sensor shall not need. None of the types used
         * lives in a module.
         */
        KERNEL
    }

    private final Memory name = text("sealwatch");
    private final Memory btf = text(KernelFeatures.BTF.toString());
    private final Memory options = new Memory(SIZE);

    OpenOptions(Types types) {
        options.clear();
        options.setLong(0, SIZE);
        options.setPointer(NAME, name);
        if (types == Types.KERNEL) {
            options.setPointer(BTF, btf);
        }
    }

    Pointer pointer() {
        return options;
    }

    private static Memory text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Memory memory = new Memory(bytes.length + 1L);
        memory.clear();
        memory.write(0, bytes, 0, bytes.length);
        return memory;
    }

    @Override
    public void close() {
        options.close();
        btf.close();
        name.close();
    }
}
