// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.contract;

import io.sealwatch.event.FilePath;
import io.sealwatch.event.Header;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.process.ProcessSnapshot;
import java.util.HashMap;
import java.util.Map;

/**
 * Who did it. A hash, a date and a joined command line are too dear to make for every event, so those of the last processes
 * are kept for as long as nothing about a process changes.
 */
final class ProcessAttributes {
    private static final int REMEMBERED = 4096;

    /** Characters: class paths grow beyond what anybody reads, and every event of the process carries them. */
    private static final int MAX_COMMAND_LINE = 8192;

    private final HostIdentity host;
    private final boolean withCommandLines;
    private final Map<ProcessKey, Known> known = new HashMap<>();

    /** A process and what its attributes were made from. */
    private record Known(ProcessSnapshot process, int parentPid, int userId, String name, SharedAttributes attributes) {
        // A snapshot is replaced when the process changes, so the same one is the same object.
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(Header header, ProcessSnapshot other) {
            return process == other
                    && parentPid == header.parentPid()
                    && userId == header.userId()
                    && name.equals(nameOf(header, other));
        }
    }

    ProcessAttributes(HostIdentity host, boolean withCommandLines) {
        this.host = host;
        this.withCommandLines = withCommandLines;
    }

    void write(Header header, ProcessSnapshot process, AttributeWriter out) {
        out.put(Attribute.THREAD_ID, header.threadId());
        Known last = known.get(header.process());
        if (last == null || !last.isOf(header, process)) {
            if (known.size() >= REMEMBERED) {
                known.clear();
            }
            last = learn(header, process);
            known.put(header.process(), last);
        }
        out.put(last.attributes());
    }

    private Known learn(Header header, ProcessSnapshot process) {
        ProcessKey key = header.process();
        int parentPid = header.parentPid();
        int userId = header.userId();
        String name = nameOf(header, process);
        String entityId = host.entityId(key);
        String creationTime = host.creationTime(key);
        String commandLine = withCommandLines ? bounded(String.join(" ", process.arguments())) : "";
        return new Known(process, parentPid, userId, name, new SharedAttributes(out -> {
            out.put(Attribute.PROCESS_PID, key.pid());
            out.put(Attribute.PROCESS_PARENT_PID, parentPid);
            out.put(Attribute.PROCESS_ENTITY_ID, entityId);
            out.put(Attribute.PROCESS_NAME, name);
            putIfPresent(out, Attribute.PROCESS_EXECUTABLE_PATH, process.executable());
            if (!process.arguments().isEmpty() && withCommandLines) {
                out.put(Attribute.PROCESS_COMMAND_LINE, commandLine);
            }
            putIfPresent(out, Attribute.PROCESS_WORKING_DIRECTORY, process.directory());
            out.put(Attribute.PROCESS_USER_ID, Integer.toUnsignedLong(userId));
            out.put(Attribute.PROCESS_CREATION_TIME, creationTime);
            if (!process.containerId().isEmpty()) {
                out.put(Attribute.CONTAINER_ID, process.containerId());
            }
        }));
    }

    private static String nameOf(Header header, ProcessSnapshot process) {
        return process.name().isEmpty() ? header.comm() : process.name();
    }

    private static String bounded(String text) {
        return text.length() <= MAX_COMMAND_LINE ? text : text.substring(0, MAX_COMMAND_LINE);
    }

    static void putIfPresent(AttributeWriter out, String name, FilePath path) {
        if (!path.isEmpty()) {
            out.put(name, path.toString());
        }
    }
}
