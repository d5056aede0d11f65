// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.event.FileEvent;
import io.sealwatch.event.FileLinked;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.FileRenamed;
import io.sealwatch.event.FileTransferred;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What one process did in a directory of its own, against what the sensor said of it. Everything that the process did to
 * files must have been announced, and so must everything that anyone did in the directory; what was not is left over.
 */
final class Deeds {
    private static final int REPORTED_AT_MOST = 20;
    private static final String CONTENT = " content";
    /** What a file system calls a file that was opened with O_TMPFILE: the call names only its directory. */
    private static final Pattern UNNAMED = Pattern.compile(".*/#[0-9]+");

    private final int pid;
    private final String directory;
    private final List<FileEvent> seen = new ArrayList<>();

    Deeds(int pid, String directory) {
        this.pid = pid;
        this.directory = directory;
    }

    void saw(FileEvent event) {
        if (event.header().process().pid() == pid
                || event.path().toString().startsWith(directory)
                || previous(event).toString().startsWith(directory)) {
            seen.add(event);
        }
    }

    /**
     * Prints a fact for each operation, with how often it was seen: as the right kind, by the right process, with the
     * right names. Then one for each event that belongs to none.
     *
     * @param did what the program printed; entries without a name came along with an operation
     */
    void compare(List<JsonNode> did, Guest guest) {
        Map<String, Integer> announced = new HashMap<>();
        did.forEach(deed -> announced.merge(key(deed), 1, Integer::sum));
        Map<String, List<FileEvent>> byKey = new HashMap<>();
        List<FileEvent> left = new ArrayList<>();
        for (FileEvent event : seen) {
            String key = key(event, announced.keySet());
            if (event.header().process().pid() == pid && announced.containsKey(key)) {
                byKey.computeIfAbsent(key, unseen -> new ArrayList<>()).add(event);
            } else {
                left.add(event);
            }
        }
        for (JsonNode deed : did) {
            List<FileEvent> matching = byKey.getOrDefault(key(deed), List.of());
            int others = announced.getOrDefault(key(deed), 1) - 1;
            print(guest, deed, matching, Math.max(0, matching.size() - others));
        }
        left.stream()
                .limit(REPORTED_AT_MOST)
                .forEach(event -> guest.print(guest.fact("extra")
                        .put("kind", event.kind().name())
                        .put("path", event.path().toString())
                        .put("pid", event.header().process().pid())
                        .put("own", event.header().process().pid() == pid)
                        .put("origin", event.origin().label())));
    }

    private static void print(Guest guest, JsonNode deed, List<FileEvent> matching, int times) {
        String name = deed.get("operation").asText();
        ObjectNode fact = guest.fact(name.isEmpty() ? "companion" : "operation")
                .put("operation", name)
                .put("kind", deed.get("kind").asText())
                .put("path", deed.get("path").asText())
                .put("error", deed.get("error").asInt())
                .put("seen", times);
        if (!matching.isEmpty()) {
            FileEvent event = matching.get(0);
            fact.put("origin", event.origin().label())
                    .put("inode", event.file().inode())
                    .put("sampled", isSampled(event))
                    .put("errno", event.errno());
        }
        guest.print(fact);
    }

    /** Kind and names ({@code *}: whatever the kernel calls it), and whether it is the report that comes with the content when another came without. */
    private static String key(JsonNode deed) {
        return deed.get("kind").asText()
                + ' '
                + deed.get("from").asText()
                + ' '
                + deed.get("path").asText()
                + (deed.path("content").asBoolean() ? CONTENT : "");
    }

    private String key(FileEvent event, Set<String> announced) {
        String path = event.path().toString();
        String named = UNNAMED.matcher(path).matches() ? directory : path;
        String key = event.kind().name() + ' ' + previous(event) + ' ' + named;
        String whateverFrom = event.kind().name() + " * " + named;
        if (announced.contains(whateverFrom)) {
            return whateverFrom;
        }
        return isSampled(event) && announced.contains(key + CONTENT) ? key + CONTENT : key;
    }

    private static boolean isSampled(FileEvent event) {
        return event instanceof FileTransferred transfer && !transfer.sample().isEmpty();
    }

    private static FilePath previous(FileEvent event) {
        return event instanceof FileRenamed renamed
                ? renamed.previousPath()
                : event instanceof FileLinked linked ? linked.previousPath() : FilePath.EMPTY;
    }
}
