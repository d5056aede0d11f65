// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.contract;

/**
 * The names of the data contract, each once. Meaning, types and examples are in the field catalogue
 * ({@code elastic-integration/src/main/resources/fields.yml}); a test holds this class to it.
 */
public final class Attribute {
    public static final String PROCESS_PID = "process.pid";
    public static final String PROCESS_PARENT_PID = "process.parent_pid";
    public static final String THREAD_ID = "thread.id";
    public static final String PROCESS_ENTITY_ID = "process.entity_id";
    public static final String PROCESS_NAME = "process.name";
    public static final String PROCESS_EXECUTABLE_PATH = "process.executable.path";
    public static final String PROCESS_COMMAND_LINE = "process.command_line";
    public static final String PROCESS_WORKING_DIRECTORY = "process.working_directory";
    public static final String PROCESS_USER_ID = "process.user.id";
    public static final String PROCESS_CREATION_TIME = "process.creation.time";
    public static final String PROCESS_EXIT_CODE = "process.exit.code";
    public static final String CONTAINER_ID = "container.id";
    public static final String FILE_PATH = "file.path";
    public static final String FILE_NAME = "file.name";
    public static final String FILE_EXTENSION = "file.extension";
    public static final String FILE_DIRECTORY = "file.directory";
    public static final String FILE_INODE = "file.inode";
    public static final String FILE_SIZE = "file.size";
    public static final String FILE_PREVIOUS_PATH = "ransomware.file.previous_path";
    public static final String FILE_PATH_RAW = "ransomware.file.path_raw";
    public static final String FILE_PREVIOUS_PATH_RAW = "ransomware.file.previous_path_raw";
    public static final String FILE_FLAGS = "ransomware.file.flags";
    public static final String FILE_CREATED = "ransomware.file.created";
    public static final String FILE_OFFSET = "ransomware.file.offset";
    public static final String FILE_BYTES = "ransomware.file.bytes";
    public static final String FILE_DEVICE = "ransomware.file.device";
    public static final String CRYPTO_FUNCTION = "ransomware.crypto.function";
    public static final String ENTROPY = "ransomware.entropy";
    public static final String OPENS = "ransomware.opens";
    public static final String TRUNCATED = "ransomware.truncated";
    public static final String ORIGIN = "ransomware.origin";
    public static final String STRATEGY = "ransomware.sensor.strategy";
    public static final String SEVERITY = "ransomware.severity";
    public static final String PATTERN = "ransomware.pattern";
    public static final String THRESHOLD = "ransomware.threshold";
    public static final String SCORE = "ransomware.score";
    public static final String REASONS = "ransomware.reasons";
    public static final String FILES_AFFECTED = "ransomware.files_affected";
    public static final String ACTIVITY_ID = "ransomware.activity.id";
    public static final String ACTIVITY_PROCESSES = "ransomware.activity.processes";
    public static final String DEGRADED = "ransomware.degraded";
    public static final String SEQUENCE = "ransomware.sequence";
    public static final String LOSS_REASON = "ransomware.loss.reason";
    public static final String LOSS_KIND = "ransomware.loss.kind";
    public static final String LOSS_COUNT = "ransomware.loss.count";
    public static final String SENSOR_STATE = "ransomware.sensor.state";
    public static final String SENSOR_MISSING = "ransomware.sensor.missing";
    public static final String EVENT_KIND = "event.kind";
    public static final String EVENT_CATEGORY = "event.category";
    public static final String EVENT_TYPE = "event.type";
    public static final String EVENT_ACTION = "event.action";
    public static final String EVENT_OUTCOME = "event.outcome";
    public static final String EVENT_RISK_SCORE = "event.risk_score";
    public static final String ERROR_TYPE = "error.type";
    public static final String SECURITY_RULE_NAME = "security_rule.name";
    public static final String SECURITY_RULE_UUID = "security_rule.uuid";
    public static final String THREAT_TECHNIQUE_ID = "threat.technique.id";

    private Attribute() {}
}
