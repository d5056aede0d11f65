// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.spool;

import io.sealwatch.otel.settings.SpoolSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of batches on disk, first in, first out. Batches survive a killed agent, and with
 * {@link SpoolSettings.Fsync#BATCH} a loss of power. All methods but {@link #mayHold} belong to one thread.
 */
public final class Spool implements AutoCloseable {
    private static final String SUFFIX = ".spool";

    private final SpoolSettings settings;
    private final SpoolLock lock;
    private final DrainPosition position;
    private final RunAccount account;
    private final EarlierRuns earlier;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final Held held = new Held();
    private @Nullable SegmentWriter writer;
    private long nextNumber = 1;
    private long records;
    private long bytes;
    private long damagedBytes;

    private Spool(SpoolSettings settings, String instanceId, SpoolLock lock) throws IOException {
        Path directory = settings.directory();
        this.settings = settings;
        this.lock = lock;
        this.position = new DrainPosition(directory.resolve("position"));
        recover();
        this.earlier = EarlierRuns.in(directory, this::isWhole);
        this.account = RunAccount.create(directory.resolve(newRunName(directory)), instanceId);
    }

    /**
     * Opens the spool and finds what an earlier run left.
     *
     * @param instanceId of this run, as {@code service.instance.id} says it
     * @throws SpoolException when another agent has it or the directory cannot be used
     */
    public static Spool open(SpoolSettings settings, String instanceId) {
        Path directory = settings.directory();
        try {
            Files.createDirectories(directory);
            SpoolLock lock = new SpoolLock(directory);
            try {
                return new Spool(settings, instanceId, lock);
            } catch (IOException | RuntimeException unusable) {
                lock.close();
                throw unusable;
            }
        } catch (IOException unusable) {
            throw new SpoolException(
                    "the spool " + directory + " cannot be used (" + describe(unusable)
                            + "): give the agent a directory that it can write as otlp.spool.directory",
                    unusable);
        }
    }

    private void recover() throws IOException {
        nextNumber = position.segment() + 1;
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(settings.directory(), "*" + SUFFIX)) {
            found.forEach(files::add);
        }
        files.sort(Comparator.comparing(file -> file.getFileName().toString()));
        for (Path file : files) {
            long number = numberOf(file);
            if (number <= 0) {
                continue;
            }
            nextNumber = Math.max(nextNumber, number + 1);
            Segment segment = position.isBehind(number)
                    ? new Segment(file, number)
                    : Segment.scan(file, number, position.offsetIn(number));
            damagedBytes += segment.damagedBytes();
            bytes += segment.bytes();
            segments.add(segment);
            segment.waiting().forEach(slot -> hold(slot, 1));
        }
        removeEmpty();
    }

    private boolean isWhole(long number, long offset) {
        return segments.stream()
                .filter(segment -> segment.number() == number)
                .flatMap(segment -> segment.waiting().stream())
                .anyMatch(slot -> slot.at() == offset);
    }

    /** Of the first number that is free: a run that was killed keeps its file until its loss was reported. */
    private static String newRunName(Path directory) {
        int number = 1;
        while (Files.exists(directory.resolve(number + RunAccount.SUFFIX))) {
            number++;
        }
        return number + RunAccount.SUFFIX;
    }

    /** The account of this run. */
    public RunAccount account() {
        return account;
    }

    /** What runs that were killed had in memory, until {@link #forgetEarlierRuns}. */
    public List<EarlierRun> earlierRuns() {
        return earlier.runs();
    }

    /** Runs that were killed and whose account cannot be read. */
    public int damagedAccounts() {
        return earlier.damaged();
    }

    /** What earlier runs lost was reported, and the report cannot be lost any more. Any thread may call. */
    public void forgetEarlierRuns() {
        earlier.forget();
    }

    /** Stores a batch behind all others. */
    public Appended append(Batch batch) {
        ByteBuffer entry = Entry.encode(batch);
        int size = entry.remaining();
        long evicted = 0;
        try {
            while (bytes + size > settings.maxBytes()) {
                if (settings.whenFull() == SpoolSettings.WhenFull.NEWEST || segments.isEmpty()) {
                    return evicted == 0
                            ? new Appended.Full()
                            : new Appended.Failed(evicted, "a batch larger than the spool");
                }
                evicted += evictOldest();
            }
            Segment segment = writable(size);
            account.stores(batch.records(), segment.number(), segment.bytes());
            if (writer != null) {
                writer.append(entry);
            }
            hold(segment.appended(size, batch), 1);
            bytes += size;
            return new Appended.Stored(evicted);
        } catch (IOException failed) {
            return new Appended.Failed(evicted, describe(failed));
        }
    }

    private Segment writable(int size) throws IOException {
        Segment last = segments.peekLast();
        if (writer != null && last != null && last.bytes() + size <= settings.segmentBytes()) {
            return last;
        }
        closeWriter();
        long number = nextNumber;
        String name = String.format(Locale.ROOT, "%016d%s", number, SUFFIX);
        writer = new SegmentWriter(settings.directory(), name, settings.fsync() == SpoolSettings.Fsync.BATCH);
        nextNumber++;
        Segment segment = new Segment(settings.directory().resolve(name), number);
        segments.add(segment);
        return segment;
    }

    private long evictOldest() throws IOException {
        Segment oldest = segments.getFirst();
        if (segments.size() == 1) {
            closeWriter();
        }
        Files.deleteIfExists(oldest.file());
        segments.removeFirst();
        bytes -= oldest.bytes();
        oldest.waiting().forEach(slot -> hold(slot, -1));
        return oldest.records();
    }

    /** The oldest batch and what had to be skipped on the way to it. */
    public record Oldest(Optional<Batch> batch, long damagedRecords) {}

    /**
     * Reads the oldest batch, which stays until {@link #removeOldest}. A batch that was sound and can no longer be read is
     * given up and counted.
     */
    public Oldest oldest() {
        long damaged = 0;
        while (true) {
            removeEmpty();
            Segment first = segments.peekFirst();
            if (first == null || first.waiting().isEmpty()) {
                return new Oldest(Optional.empty(), damaged);
            }
            Segment.Slot slot = first.waiting().getFirst();
            Optional<Batch> batch = read(first, slot);
            if (batch.isPresent()) {
                return new Oldest(batch, damaged);
            }
            damaged += slot.records();
            damagedBytes += slot.size();
            removeOldest();
        }
    }

    private static Optional<Batch> read(Segment segment, Segment.Slot slot) {
        try {
            return Entry.decode(segment.read(slot));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** The oldest batch was delivered, or given up: it leaves. */
    public void removeOldest() {
        Segment first = segments.getFirst();
        Segment.Slot slot = first.removeFirst();
        hold(slot, -1);
        try {
            position.store(first.number(), slot.at() + slot.size());
        } catch (IOException unwritable) {
            // Then the batch is sent once more after a restart, which the protocol allows.
        }
        removeEmpty();
    }

    private void removeEmpty() {
        while (!segments.isEmpty() && segments.getFirst().waiting().isEmpty()) {
            Segment done = segments.getFirst();
            if (segments.size() == 1 && writer != null) {
                if (done.bytes() < settings.segmentBytes() / 2) {
                    return;
                }
                closeWriter();
            }
            try {
                Files.deleteIfExists(done.file());
            } catch (IOException undeletable) {
                // It stays as a delivered file; the position says so to the next run.
            }
            segments.removeFirst();
            bytes -= done.bytes();
        }
    }

    private void hold(Segment.Slot slot, int change) {
        records += (long) change * slot.records();
        held.add(slot.processes(), change);
    }

    /** Whether an older record of a process in this bucket waits here. Any thread may ask. */
    public boolean mayHold(int bucket) {
        return held.any(bucket);
    }

    /** Whether a record of any of these processes waits here. */
    public boolean mayHoldAny(Buckets processes) {
        return held.anyOf(processes);
    }

    /** Records that wait. */
    public long records() {
        return records;
    }

    /** Bytes on disk. */
    public long bytes() {
        return bytes;
    }

    /** Bytes that were found damaged since the spool was opened. */
    public long damagedBytes() {
        return damagedBytes;
    }

    private void closeWriter() {
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException unclosable) {
                // What was appended was written, and forced if so configured, before.
            }
            writer = null;
        }
    }

    @Override
    public void close() {
        closeWriter();
        try {
            position.close();
            account.close();
            lock.close();
        } catch (IOException unclosable) {
            throw new SpoolException("the spool " + settings.directory() + " cannot be closed", unclosable);
        }
    }

    private static long numberOf(Path file) {
        String name = file.getFileName().toString();
        try {
            return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
        } catch (NumberFormatException notOurs) {
            return -1;
        }
    }

    private static String describe(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return failure.getClass().getSimpleName() + ": " + message;
    }
}
