// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/** Every kind of event, with its OpenTelemetry event name. Several kinds can share a name. */
public enum EventKind {
    FILE_OPEN("file.open"),
    FILE_CREATE("file.create"),
    FILE_OPENS("file.open"),
    FILE_READ("file.read"),
    FILE_WRITE("file.write"),
    FILE_TRUNCATE("file.truncate"),
    FILE_RENAME("file.rename"),
    FILE_DELETE("file.delete"),
    DIRECTORY_DELETE("file.delete"),
    FILE_LINK("file.link"),
    FILE_SYMLINK("file.link"),
    FILE_MMAP("file.mmap"),
    CRYPTO_INIT("crypto.init"),
    PROCESS_FORK("process.fork"),
    PROCESS_EXEC("process.exec"),
    PROCESS_EXIT("process.exit"),
    SENSOR_LOSS("sensor.loss"),
    SENSOR_STATUS("sensor.status"),
    DETECTION("ransomware.detection"),
    RESPONSE("ransomware.response");

    private final String eventName;

    EventKind(String eventName) {
        this.eventName = eventName;
    }

    public String eventName() {
        return eventName;
    }
}
