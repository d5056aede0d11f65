// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.wire;

import io.sealwatch.event.CryptoFunction;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares what this program believes of the records with what the compiled object says of itself. Probes and agent come
 * from one build, so a difference means that they were mixed: nothing that is then read can be trusted.
 */
public final class AbiCheck {
    /** Of the records that this program reads. */
    public static final int VERSION = Layout.ABI_VERSION;

    private final Btf btf;
    private final List<String> differences = new ArrayList<>();

    private AbiCheck(Btf btf) {
        this.btf = btf;
    }

    /**
     * Every difference as a sentence; empty when the two agree.
     *
     * @param object the compiled eBPF object
     */
    public static List<String> differences(byte[] object) {
        Btf btf;
        try {
            btf = Btf.of(ElfSections.find(object, ".BTF"));
        } catch (IllegalArgumentException damaged) {
            return List.of("the eBPF object cannot be read: " + damaged.getMessage());
        }
        AbiCheck check = new AbiCheck(btf);
        AbiStructs.EXPECTED.forEach(check::struct);
        check.values("sw_kind", kinds());
        check.values("sw_origin", origins());
        check.values("sw_crypto_function", functions());
        return List.copyOf(check.differences);
    }

    private void struct(String name, Btf.Struct expected) {
        Btf.Struct actual = btf.structs().get(name);
        if (actual == null) {
            differences.add("struct " + name + " is missing in the eBPF object");
            return;
        }
        compare("size of struct " + name, expected.size(), actual.size());
        TreeSet<String> members = new TreeSet<>(expected.members().keySet());
        members.addAll(actual.members().keySet());
        for (String member : members) {
            if (!member.startsWith("pad")) {
                compare(
                        "offset of " + name + "." + member,
                        expected.members().get(member),
                        actual.members().get(member));
            }
        }
    }

    private void values(String name, Map<String, Integer> expected) {
        Map<String, Integer> actual = btf.enums().getOrDefault(name, Map.of());
        TreeSet<String> constants = new TreeSet<>(expected.keySet());
        constants.addAll(actual.keySet());
        constants.forEach(constant -> compare("value of " + constant, expected.get(constant), actual.get(constant)));
    }

    private void compare(String what, @Nullable Integer expected, @Nullable Integer actual) {
        if (expected == null) {
            differences.add(what + " is " + actual + " in the eBPF object, unknown to this program");
        } else if (actual == null) {
            differences.add(what + " is missing in the eBPF object, " + expected + " in this program");
        } else if (!expected.equals(actual)) {
            differences.add(what + " is " + actual + " in the eBPF object, " + expected + " in this program");
        }
    }

    private static Map<String, Integer> kinds() {
        Map<String, Integer> values = new LinkedHashMap<>();
        for (EventKind kind : EventKind.values()) {
            if (Kind.number(kind) != 0) {
                values.put("SW_" + kind.name(), Kind.number(kind));
            }
        }
        return values;
    }

    private static Map<String, Integer> origins() {
        Map<String, Integer> values = new LinkedHashMap<>();
        for (Origin origin : Origin.values()) {
            values.put("SW_ORIGIN_" + origin.name(), origin.ordinal() + 1);
        }
        return values;
    }

    private static Map<String, Integer> functions() {
        Map<String, Integer> values = new LinkedHashMap<>();
        for (CryptoFunction function : CryptoFunction.values()) {
            values.put("SW_EVP_" + function.name().toUpperCase(Locale.ROOT), function.ordinal() + 1);
        }
        return values;
    }
}
