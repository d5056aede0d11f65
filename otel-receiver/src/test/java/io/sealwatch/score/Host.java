// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import io.sealwatch.event.Detection;
import io.sealwatch.event.Event;
import io.sealwatch.event.FileDeleted;
import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FileLinked;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.FileRenamed;
import io.sealwatch.event.FileTransferred;
import io.sealwatch.event.FileTruncated;
import io.sealwatch.event.Header;
import io.sealwatch.event.Origin;
import io.sealwatch.event.ProcessExecuted;
import io.sealwatch.event.ProcessForked;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.event.Sample;
import io.sealwatch.process.ProcessSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** A host in memory: what a program does becomes the events that the probes would make of it. */
final class Host {
    static final int O_CREAT = 0100;
    static final int O_TRUNC = 01000;
    static final int O_RDWR = 2;
    private static final int REGULAR = 0100644;
    private static final int SIZE = 8192;
    private static final String PROSE =
            "the report of this year says that most of our customers were content with it. ";

    final ActivityDetector detector;
    final List<Detection> detections = new ArrayList<>();
    final Random random = new Random(42);
    private final Map<String, Long> inodes = new HashMap<>();
    private final Map<Integer, Integer> parents = new HashMap<>();
    private long nextInode = 100;
    private long now = 1_000_000_000L;
    private long step = 1_000_000L;
    private int pid = 1000;
    private final Map<Integer, Integer> lives = new HashMap<>();
    private String comm = "worker";
    private int lastPid = 100_000;

    Host() {
        this(Decoys.NONE, ExceptionPolicy.NONE, DetectorSettings.DEFAULT);
    }

    Host(Decoys decoys, ExceptionPolicy exceptions, DetectorSettings settings) {
        detector = new ActivityDetector(settings, decoys, exceptions);
    }

    /** One that nobody has had. */
    int nextPid() {
        return ++lastPid;
    }

    /** Time between two events. */
    void pace(long nanos) {
        step = nanos;
    }

    void actAs(int processId) {
        pid = processId;
    }

    /** The pid belongs to another process from now on. */
    void reuse(int processId, int life) {
        pid = processId;
        lives.put(processId, life);
    }

    /** As every process can, at any time. */
    void callItself(String name) {
        comm = name;
    }

    /** So that only the detector's memory is left. */
    void forgetInodes() {
        inodes.clear();
    }

    /** Evidence against who acted last. */
    double scoreOfLast() {
        return detector.score(key(pid));
    }

    void fork(int parent, int child) {
        parents.put(child, parent);
        int before = pid;
        pid = parent;
        see(new ProcessForked(header(), key(child)));
        pid = before;
    }

    void exec(String... arguments) {
        see(new ProcessExecuted(
                header(),
                FilePath.of(arguments[0]),
                FilePath.of(arguments[0]),
                FilePath.of("/"),
                List.of(arguments),
                FileIdentity.UNKNOWN));
    }

    void read(String path, byte[] content) {
        transfer(path, false, 0, content, inode(path), content.length);
    }

    void create(String path) {
        inodes.put(path, nextInode++);
        open(path, O_CREAT | O_TRUNC | O_RDWR, true, 0);
    }

    void openExisting(String path, int flags) {
        open(path, flags, false, (flags & O_TRUNC) != 0 ? 0 : SIZE);
    }

    void write(String path, long offset, byte[] content) {
        transfer(path, true, offset, content, inode(path), Math.max(SIZE, offset + content.length));
    }

    /** Reads the file and encrypts it in place, all but its first bytes. */
    void encryptBehindHeader(String path, byte[] content, int header) {
        read(path, content);
        byte[] secret = ciphertext();
        System.arraycopy(content, 0, secret, 0, header);
        openExisting(path, O_RDWR);
        write(path, 0, secret);
    }

    /** Writes to a file by its inode, whatever it is called. */
    void writeInode(String path, long inode, byte[] content) {
        transfer(path, true, 0, content, inode, SIZE);
    }

    /** A small write, of which the sensor reports only some. */
    void writePart(String path, long offset, byte[] content, long calls, long total) {
        FileIdentity file = new FileIdentity(inode(path), SIZE, 1, REGULAR);
        Sample sample = new Sample(content, new byte[0], new byte[0]);
        see(new FileTransferred(
                header(),
                true,
                0,
                file,
                FilePath.of(path),
                offset,
                content.length,
                calls,
                total,
                sample,
                Origin.SYSCALL));
    }

    /** The kernel moves all of one file to another, as sendfile and copy_file_range do: nobody sees the bytes. */
    void move(String from, String to) {
        Sample unseen = new Sample(new byte[0], new byte[0], new byte[0]);
        for (boolean written : new boolean[] {false, true}) {
            String path = written ? to : from;
            FileIdentity file = new FileIdentity(inode(path), SIZE, 1, REGULAR);
            see(new FileTransferred(
                    header(), written, 0, file, FilePath.of(path), 0, SIZE, 1, SIZE, unseen, Origin.SYSCALL));
        }
    }

    /** Cut to nothing by a call of its own. */
    void truncate(String path) {
        FileIdentity file = new FileIdentity(inode(path), 0, 1, REGULAR);
        see(new FileTruncated(header(), 0, file, FilePath.of(path), 0, Origin.SYSCALL));
    }

    void createWith(String path, byte[] content) {
        create(path);
        write(path, 0, content);
    }

    void delete(String path) {
        see(new FileDeleted(header(), 0, FileIdentity.UNKNOWN, FilePath.of(path), false, Origin.SYSCALL));
        inodes.remove(path);
    }

    void rename(String from, String to) {
        see(new FileRenamed(header(), 0, FileIdentity.UNKNOWN, FilePath.of(from), FilePath.of(to), 0, Origin.SYSCALL));
        inodes.put(to, inode(from));
        inodes.remove(from);
    }

    void link(String from, String to) {
        see(new FileLinked(
                header(), 0, FileIdentity.UNKNOWN, FilePath.of(from), FilePath.of(to), false, Origin.SYSCALL));
    }

    /** Prose of a few pages. */
    byte[] text() {
        StringBuilder text = new StringBuilder();
        while (text.length() < SIZE) {
            text.append(PROSE).append(random.nextInt(1000)).append(' ');
        }
        return text.substring(0, SIZE).getBytes(StandardCharsets.US_ASCII);
    }

    byte[] ciphertext() {
        byte[] bytes = new byte[SIZE];
        random.nextBytes(bytes);
        // a chance hit on a magic number would make a test depend on the seed
        bytes[0] = (byte) 0xF7;
        return bytes;
    }

    /** A page of prose and numbers, packed. */
    byte[] gzip() {
        return gzip(text());
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** Random bytes behind a header. */
    byte[] behind(int... header) {
        byte[] bytes = ciphertext();
        for (int i = 0; i < header.length; i++) {
            bytes[i] = (byte) header[i];
        }
        return bytes;
    }

    void see(Event event) {
        detections.addAll(
                detector.observe(event, ProcessSnapshot.bare(event.header().process(), parent(), comm, 0)));
    }

    Header header() {
        now += step;
        return new Header(now, key(pid), pid, parent(), 0, 1, comm, false);
    }

    private int parent() {
        return parents.getOrDefault(pid, 1);
    }

    private ProcessKey key(int processId) {
        return new ProcessKey(processId, processId * 10L + lives.getOrDefault(processId, 0));
    }

    private long inode(String path) {
        return inodes.computeIfAbsent(path, unused -> nextInode++);
    }

    private void open(String path, int flags, boolean created, long size) {
        FileIdentity file = new FileIdentity(inode(path), size, 1, REGULAR);
        see(new FileOpened(header(), 0, flags, created, file, FilePath.of(path), Origin.SYSCALL));
    }

    private void transfer(String path, boolean written, long offset, byte[] content, long inode, long size) {
        Sample sample = new Sample(
                Arrays.copyOf(content, Math.min(256, content.length)),
                content.length < 1024
                        ? new byte[0]
                        : Arrays.copyOfRange(content, content.length / 2, content.length / 2 + 128),
                content.length < 1024
                        ? new byte[0]
                        : Arrays.copyOfRange(content, content.length - 128, content.length));
        FileIdentity file = new FileIdentity(inode, size, 1, REGULAR);
        see(new FileTransferred(
                header(),
                written,
                0,
                file,
                FilePath.of(path),
                offset,
                content.length,
                1,
                content.length,
                sample,
                Origin.SYSCALL));
    }
}
