// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import java.util.Map;
import java.util.Set;

/** The part of MITRE ATT&amp;CK (v19) that the content speaks of. */
final class Attack {

    /** A technique's name and the tactics that it belongs to. */
    record Technique(String name, Set<String> tactics) {}

    static final Map<String, String> TACTICS =
            Map.of("TA0002", "Execution", "TA0040", "Impact", "TA0112", "Defense Impairment");

    static final Map<String, Technique> TECHNIQUES = Map.of(
            "T1059", new Technique("Command and Scripting Interpreter", Set.of("TA0002")),
            "T1106", new Technique("Native API", Set.of("TA0002")),
            "T1204", new Technique("User Execution", Set.of("TA0002")),
            "T1485", new Technique("Data Destruction", Set.of("TA0040")),
            "T1486", new Technique("Data Encrypted for Impact", Set.of("TA0040")),
            "T1489", new Technique("Service Stop", Set.of("TA0040")),
            "T1490", new Technique("Inhibit System Recovery", Set.of("TA0040")),
            "T1685", new Technique("Disable or Modify Tools", Set.of("TA0112")));

    private Attack() {}
}
