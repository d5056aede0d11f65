// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.contract;

import io.sealwatch.event.Detection;
import io.sealwatch.event.Event;
import io.sealwatch.event.FileOpened;
import java.util.List;

/** The ECS categories of an event, which Elastic Security needs. */
enum Categorisation {
    OPEN("event", "file", "access", "open"),
    CREATE("event", "file", "creation", "create"),
    OVERWRITE("event", "file", "change", "create"),
    READ("event", "file", "access", "read"),
    WRITE("event", "file", "change", "write"),
    TRUNCATE("event", "file", "change", "truncate"),
    RENAME("event", "file", "change", "rename"),
    DELETE("event", "file", "deletion", "delete"),
    DELETE_DIRECTORY("event", "file", "deletion", "rmdir"),
    LINK("event", "file", "creation", "link"),
    SYMLINK("event", "file", "creation", "symlink"),
    MMAP("event", "file", "change", "mmap"),
    CRYPTO("event", "process", "info", "crypto-init"),
    FORK("event", "process", "start", "fork"),
    EXEC("event", "process", "start", "exec"),
    EXIT("event", "process", "end", "exit"),
    LOSS("metric", "host", "info", "loss"),
    STATUS("state", "host", "info", "status"),
    ALARM("alert", "malware", "info", "detection"),
    EXCEPTED("event", "malware", "info", "detection"),
    RESPONSE("event", "process", "change", "response");

    private final String kind;
    private final List<String> category;
    private final List<String> type;
    private final String action;

    Categorisation(String kind, String category, String type, String action) {
        this.kind = kind;
        this.category = List.of(category);
        this.type = List.of(type);
        this.action = action;
    }

    static Categorisation of(Event event) {
        return switch (event.kind()) {
            case FILE_OPEN, FILE_OPENS -> OPEN;
            case FILE_CREATE -> event instanceof FileOpened open && !open.created() ? OVERWRITE : CREATE;
            case FILE_READ -> READ;
            case FILE_WRITE -> WRITE;
            case FILE_TRUNCATE -> TRUNCATE;
            case FILE_RENAME -> RENAME;
            case FILE_DELETE -> DELETE;
            case DIRECTORY_DELETE -> DELETE_DIRECTORY;
            case FILE_LINK -> LINK;
            case FILE_SYMLINK -> SYMLINK;
            case FILE_MMAP -> MMAP;
            case CRYPTO_INIT -> CRYPTO;
            case PROCESS_FORK -> FORK;
            case PROCESS_EXEC -> EXEC;
            case PROCESS_EXIT -> EXIT;
            case SENSOR_LOSS -> LOSS;
            case SENSOR_STATUS -> STATUS;
            case DETECTION -> event instanceof Detection detection && !detection.isAlarm() ? EXCEPTED : ALARM;
            case RESPONSE -> RESPONSE;
        };
    }

    void write(AttributeWriter out) {
        out.put(Attribute.EVENT_KIND, kind);
        out.put(Attribute.EVENT_CATEGORY, category);
        out.put(Attribute.EVENT_TYPE, type);
        out.put(Attribute.EVENT_ACTION, action);
    }
}
