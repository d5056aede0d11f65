// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.spool;

import static io.sealwatch.otel.spool.RunAccount.DOUBT;
import static io.sealwatch.otel.spool.RunAccount.DOUBT_OFFSET;
import static io.sealwatch.otel.spool.RunAccount.DOUBT_SEGMENT;
import static io.sealwatch.otel.spool.RunAccount.DOUBT_SETTLED;
import static io.sealwatch.otel.spool.RunAccount.ID;
import static io.sealwatch.otel.spool.RunAccount.ID_LENGTH;
import static io.sealwatch.otel.spool.RunAccount.LAST;
import static io.sealwatch.otel.spool.RunAccount.SETTLED;
import static io.sealwatch.otel.spool.RunAccount.SETTLED_BELOW;
import static io.sealwatch.otel.spool.RunAccount.SKIPPED;
import static io.sealwatch.otel.spool.RunAccount.TURNED_AWAY;
import static io.sealwatch.otel.spool.RunAccount.UNSPOOLED;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The accounts of runs that were killed. Each stays until what it says was reported and the report is safe. */
final class EarlierRuns {
    private final List<Path> files = new ArrayList<>();
    private final List<EarlierRun> runs = new ArrayList<>();
    private int damaged;

    /** Whether a whole entry lies at a place of the spool. */
    interface Stored {
        boolean isWhole(long segment, long offset);
    }

    /** Reads what earlier runs left; the spool must have been looked through and nothing taken from it. */
    static EarlierRuns in(Path directory, Stored stored) throws IOException {
        EarlierRuns earlier = new EarlierRuns();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + RunAccount.SUFFIX)) {
            for (Path file : found) {
                Optional<EarlierRun> run = read(file, stored);
                if (run.isPresent() && !run.get().isComplete()) {
                    earlier.files.add(file);
                    earlier.runs.add(run.get());
                } else {
                    earlier.damaged += run.isEmpty() ? 1 : 0;
                    Files.deleteIfExists(file);
                }
            }
        }
        return earlier;
    }

    private static Optional<EarlierRun> read(Path file, Stored stored) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer words = ByteBuffer.allocate(RunAccount.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            while (words.hasRemaining() && channel.read(words, words.position()) >= 0) {
                // One read can return less than asked for.
            }
            if (words.hasRemaining() || words.getLong(0) != RunAccount.MARK) {
                return Optional.empty();
            }
            if (words.getLong(DOUBT) == RunAccount.STORES
                    && words.getLong(DOUBT_SETTLED) > words.getLong(SETTLED)
                    && stored.isWhole(words.getLong(DOUBT_SEGMENT), words.getLong(DOUBT_OFFSET))) {
                // Killed between the write and the book. It is put right now: later the batch will have been delivered.
                words.putLong(SETTLED, words.getLong(DOUBT_SETTLED));
                channel.write(words.duplicate().position(SETTLED).limit(SETTLED + Long.BYTES), SETTLED);
            }
            return sound(words);
        }
    }

    private static Optional<EarlierRun> sound(ByteBuffer words) {
        long taken = words.getLong(LAST) - words.getLong(SKIPPED) + words.getLong(UNSPOOLED);
        long waiting = taken - words.getLong(TURNED_AWAY) - words.getLong(SETTLED);
        long inFlight = words.getLong(DOUBT) == RunAccount.SENDS
                ? Math.max(0, words.getLong(DOUBT_SETTLED) - words.getLong(SETTLED))
                : 0;
        long idLength = words.getLong(ID_LENGTH);
        if (waiting < 0 || inFlight > waiting || idLength < 0 || idLength > RunAccount.BYTES - ID) {
            return Optional.empty();
        }
        byte[] utf8 = new byte[(int) idLength];
        words.get(ID, utf8);
        String id = new String(utf8, StandardCharsets.UTF_8);
        return Optional.of(
                new EarlierRun(id, words.getLong(SETTLED_BELOW), words.getLong(LAST), waiting - inFlight, inFlight));
    }

    List<EarlierRun> runs() {
        return List.copyOf(runs);
    }

    /** Accounts that could not be read: what those runs lost is not known. */
    int damaged() {
        return damaged;
    }

    /** What they say is known elsewhere now. */
    void forget() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException undeletable) {
                // Then the next run reports it once more, with the same instance id.
            }
        }
    }
}
