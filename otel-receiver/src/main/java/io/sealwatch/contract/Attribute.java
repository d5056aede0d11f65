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
    public static final String DECOY = "ransomware.decoy";
    public static final String EXCEPTION = "ransomware.exception";
    public static final String SEQUENCE = "ransomware.sequence";
    public static final String LOSS_REASON = "ransomware.loss.reason";
    public static final String LOSS_KIND = "ransomware.loss.kind";
    public static final String LOSS_COUNT = "ransomware.loss.count";
    public static final String SENSOR_STATE = "ransomware.sensor.state";
    public static final String SENSOR_MISSING = "ransomware.sensor.missing";
    public static final String EPISODE_END = "ransomware.episode.end";
    public static final String EPISODE_EVENTS = "ransomware.episode.events";
    public static final String EPISODE_OPENS = "ransomware.episode.opens";
    public static final String EPISODE_CREATES = "ransomware.episode.creates";
    public static final String EPISODE_READS = "ransomware.episode.reads";
    public static final String EPISODE_WRITES = "ransomware.episode.writes";
    public static final String EPISODE_TRUNCATES = "ransomware.episode.truncates";
    public static final String EPISODE_RENAMES = "ransomware.episode.renames";
    public static final String EPISODE_DELETES = "ransomware.episode.deletes";
    public static final String EPISODE_LINKS = "ransomware.episode.links";
    public static final String EPISODE_MMAPS = "ransomware.episode.mmaps";
    public static final String EPISODE_CRYPTO_CALLS = "ransomware.episode.crypto_calls";
    public static final String EPISODE_BYTES_READ = "ransomware.episode.bytes_read";
    public static final String EPISODE_BYTES_WRITTEN = "ransomware.episode.bytes_written";
    public static final String EPISODE_FILES = "ransomware.episode.files";
    public static final String EPISODE_DIRECTORIES = "ransomware.episode.directories";
    public static final String EPISODE_EXTENSIONS = "ransomware.episode.extensions";
    public static final String EPISODE_ENTROPY_MAX = "ransomware.episode.entropy_max";
    public static final String EPISODE_ENTROPY_MEAN = "ransomware.episode.entropy_mean";
    public static final String EXPORT_LOGS_PRODUCED = "ransomware.export.logs.produced";
    public static final String EXPORT_LOGS_RECOVERED = "ransomware.export.logs.recovered";
    public static final String EXPORT_LOGS_DELIVERED = "ransomware.export.logs.delivered";
    public static final String EXPORT_LOGS_SPOOLED = "ransomware.export.logs.spooled";
    public static final String EXPORT_LOGS_QUEUED = "ransomware.export.logs.queued";
    public static final String EXPORT_LOGS_DROPPED = "ransomware.export.logs.dropped";
    public static final String EXPORT_SPANS_PRODUCED = "ransomware.export.spans.produced";
    public static final String EXPORT_SPANS_RECOVERED = "ransomware.export.spans.recovered";
    public static final String EXPORT_SPANS_DELIVERED = "ransomware.export.spans.delivered";
    public static final String EXPORT_SPANS_SPOOLED = "ransomware.export.spans.spooled";
    public static final String EXPORT_SPANS_QUEUED = "ransomware.export.spans.queued";
    public static final String EXPORT_SPANS_DROPPED = "ransomware.export.spans.dropped";
    public static final String SUPPRESSED_SEVERITY = "ransomware.suppressed.severity";
    public static final String SUPPRESSED_PATH = "ransomware.suppressed.path";
    public static final String SUPPRESSED_EXECUTABLE = "ransomware.suppressed.executable";
    public static final String SUPPRESSED_EXCEPTION = "ransomware.suppressed.exception";
    public static final String SENSOR_FORGOTTEN = "ransomware.sensor.forgotten";
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
