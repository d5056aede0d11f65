// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.contract;

import io.sealwatch.event.Detection;
import io.sealwatch.event.Event;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.FileOpened;
import java.util.List;

/**
 * The ECS categories of an event, which Elastic Security needs.
 *
 * @param kind event.kind
 * @param category event.category
 * @param type event.type
 * @param action event.action
 */
record Categorisation(String kind, String category, List<String> type, String action) {
    private static final String EVENT = "event";

    static Categorisation of(Event event) {
        return switch (event.kind()) {
            case FILE_OPEN, FILE_OPENS -> file("access", "open");
            case FILE_CREATE ->
                file(event instanceof FileOpened open && !open.created() ? "change" : "creation", "create");
            case FILE_READ -> file("access", "read");
            case FILE_WRITE -> file("change", "write");
            case FILE_TRUNCATE -> file("change", "truncate");
            case FILE_RENAME -> file("change", "rename");
            case FILE_DELETE -> file("deletion", "delete");
            case DIRECTORY_DELETE -> file("deletion", "rmdir");
            case FILE_LINK -> file("creation", "link");
            case FILE_SYMLINK -> file("creation", "symlink");
            case FILE_MMAP -> file("change", "mmap");
            case CRYPTO_INIT -> process("info", "crypto-init");
            case PROCESS_FORK -> process("start", "fork");
            case PROCESS_EXEC -> process("start", "exec");
            case PROCESS_EXIT -> process("end", "exit");
            case SENSOR_LOSS -> new Categorisation("metric", "host", List.of("info"), "loss");
            case SENSOR_STATUS -> new Categorisation("state", "host", List.of("info"), "status");
            case DETECTION ->
                new Categorisation(
                        event instanceof Detection detection && !detection.isAlarm() ? EVENT : "alert",
                        "malware",
                        List.of("info"),
                        "detection");
            case RESPONSE -> process("change", "response");
        };
    }

    void write(Event event, AttributeWriter out) {
        out.put(Attribute.EVENT_KIND, kind);
        out.put(Attribute.EVENT_CATEGORY, List.of(category));
        out.put(Attribute.EVENT_TYPE, type);
        out.put(Attribute.EVENT_ACTION, action);
        if (!event.header().isSensor() && event.kind() != EventKind.DETECTION) {
            out.put(Attribute.EVENT_OUTCOME, event.succeeded() ? "success" : "failure");
            if (!event.succeeded()) {
                out.put(Attribute.ERROR_TYPE, Errno.name(event.errno()));
            }
        }
    }

    private static Categorisation file(String type, String action) {
        return new Categorisation(EVENT, "file", List.of(type), action);
    }

    private static Categorisation process(String type, String action) {
        return new Categorisation(EVENT, "process", List.of(type), action);
    }
}
