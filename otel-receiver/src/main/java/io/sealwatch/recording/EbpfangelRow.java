// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import io.sealwatch.event.CryptoFunction;
import io.sealwatch.event.CryptoInitialized;
import io.sealwatch.event.Event;
import io.sealwatch.event.FileDeleted;
import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.Header;
import io.sealwatch.event.Origin;
import io.sealwatch.event.ProcessKey;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A row of the seed's recordings.
 *
 * @param timeNanos the kernel's monotonic clock
 * @param thread what the seed calls PID is a thread id
 * @param type 0 open, 1 create, 2 delete, 3 encrypt
 * @param severity 0 OK, 1 MIN, 2 MAJ: the seed's own judgement
 * @param pattern number of the matched pattern, 0 for none: the seed's own judgement
 * @param fileName as the process gave it, cut by the seed after 63 bytes; for encrypt the function
 */
record EbpfangelRow(long timeNanos, int thread, int type, int severity, int pattern, FilePath fileName) {
    static final String HEADER = "TS,PID,TYPE,FLAG,PATTERN,OPEN,CREATE,DELETE,ENCRYPT,FILENAME";

    private static final int COLUMNS = 10;
    private static final int FILE_NAME = 9;
    private static final int OPEN_CREATE_WRITE = 0101;
    private static final int LONGEST = 63;

    /** Throws IllegalArgumentException that says which column is wrong. */
    static EbpfangelRow of(List<byte[]> fields) {
        if (fields.size() != COLUMNS) {
            throw new IllegalArgumentException(fields.size() + " columns instead of " + COLUMNS);
        }
        return new EbpfangelRow(
                number(fields, 0, "TS", Long.MAX_VALUE),
                (int) number(fields, 1, "PID", Integer.MAX_VALUE),
                (int) number(fields, 2, "TYPE", 3),
                (int) number(fields, 3, "FLAG", 2),
                (int) number(fields, 4, "PATTERN", Integer.MAX_VALUE),
                FilePath.of(fields.get(FILE_NAME)));
    }

    /** The event that the seed saw. It looked at calls before they were done, so all count as done. */
    Event event() {
        Header header = new Header(timeNanos, new ProcessKey(thread, 0), thread, 0, 0, 0, "", isCut());
        return switch (type) {
            case 0 -> new FileOpened(header, 0, 0, false, FileIdentity.UNKNOWN, fileName, Origin.SYSCALL);
            case 1 ->
                new FileOpened(header, 0, OPEN_CREATE_WRITE, false, FileIdentity.UNKNOWN, fileName, Origin.SYSCALL);
            case 2 -> new FileDeleted(header, 0, FileIdentity.UNKNOWN, fileName, false, Origin.SYSCALL);
            default -> new CryptoInitialized(header, function());
        };
    }

    /** The seed has room for 63 bytes of a name, and does not say when there were more. */
    private boolean isCut() {
        return fileName.bytes().length >= LONGEST;
    }

    private CryptoFunction function() {
        for (CryptoFunction function : CryptoFunction.values()) {
            if (function.symbol().equals(fileName.toString())) {
                return function;
            }
        }
        throw new IllegalArgumentException("FILENAME \"" + fileName + "\" is no function of libcrypto that is known");
    }

    private static long number(List<byte[]> fields, int column, String name, long most) {
        String text = new String(fields.get(column), StandardCharsets.UTF_8);
        try {
            long value = Long.parseLong(text);
            if (value >= 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(name + " is \"" + text + "\", not a number", notANumber);
        }
        throw new IllegalArgumentException(name + " is " + text + ", not from 0 to " + most);
    }
}
