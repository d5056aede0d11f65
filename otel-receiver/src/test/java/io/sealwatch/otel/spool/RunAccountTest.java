// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.otel.settings.SpoolSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the next run reads in the account of one that was killed at the worst moments. */
class RunAccountTest {
    @TempDir
    Path directory;

    private Spool open(String instance) {
        return Spool.open(
                SpoolSettings.of(directory, 1 << 20, SpoolSettings.WhenFull.OLDEST, SpoolSettings.Fsync.NEVER),
                instance);
    }

    private static void take(RunAccount account, long from, long to) {
        for (long number = from; number <= to; number++) {
            account.took(number);
        }
    }

    /** The files as they are at this moment, which is what a kill leaves. */
    private void killedNow() throws IOException {
        Files.copy(directory.resolve("1.run"), directory.resolve("7.run"), StandardCopyOption.REPLACE_EXISTING);
    }

    private List<EarlierRun> next() {
        try (Spool spool = open("next")) {
            return spool.earlierRuns();
        }
    }

    @Test
    void whatWasTakenAndNotSettledIsLost() throws IOException {
        try (Spool spool = open("first")) {
            take(spool.account(), 1, 100);
            spool.account().turnedAway(3);
            spool.account().settled(50);
            spool.account().settledBelow(41);
            killedNow();
            spool.account().settled(47);
        }
        assertThat(next()).containsExactly(new EarlierRun("first", 41, 100, 47, 0));
    }

    @Test
    void aRequestOnItsWayIsSaidApart() throws IOException {
        try (Spool spool = open("first")) {
            take(spool.account(), 1, 100);
            spool.account().settled(40);
            spool.account().sends(25);
            killedNow();
            spool.account().settled(60);
        }
        assertThat(next()).containsExactly(new EarlierRun("first", 1, 100, 35, 25));
    }

    @Test
    void aBatchThatWasWrittenButNotYetBookedIsNotLost() throws IOException {
        try (Spool spool = open("first")) {
            take(spool.account(), 1, 30);
            spool.append(new Batch(new byte[] {1, 2, 3}, 20, new Buckets()));
            killedNow();
            spool.account().settled(30);
        }
        List<EarlierRun> told = next();
        assertThat(told).containsExactly(new EarlierRun("first", 1, 30, 10, 0));
        try (Spool spool = open("after the batch was delivered")) {
            spool.oldest();
            spool.removeOldest();
        }
        assertThat(next()).isEqualTo(told);
    }

    @Test
    void aBatchThatWasCutOffIsLost() throws IOException {
        try (Spool spool = open("first")) {
            take(spool.account(), 1, 30);
            spool.append(new Batch(new byte[] {1, 2, 3}, 20, new Buckets()));
            killedNow();
            spool.account().settled(30);
        }
        Path segment = directory.resolve("0000000000000001.spool");
        byte[] whole = Files.readAllBytes(segment);
        Files.write(segment, java.util.Arrays.copyOf(whole, whole.length - 1));
        assertThat(next()).containsExactly(new EarlierRun("first", 1, 30, 30, 0));
    }

    @Test
    void numbersThatAFilterHeldBackAreNotLost() throws IOException {
        try (Spool spool = open("first")) {
            spool.account().took(5);
            spool.account().took(9);
            killedNow();
            spool.account().settled(2);
        }
        assertThat(next()).containsExactly(new EarlierRun("first", 1, 9, 2, 0));
    }

    @Test
    void aRunThatEndedWellLeavesNothing() throws IOException {
        try (Spool spool = open("first")) {
            take(spool.account(), 1, 10);
            spool.account().settled(10);
        }
        assertThat(directory.resolve("1.run")).doesNotExist();
        assertThat(next()).isEmpty();
    }

    @Test
    void anAccountThatIsNoneIsCountedAndRemoved() throws IOException {
        Files.writeString(directory.resolve("3.run"), "something else");
        try (Spool spool = open("next")) {
            assertThat(spool.earlierRuns()).isEmpty();
            assertThat(spool.damagedAccounts()).isEqualTo(1);
        }
        assertThat(directory.resolve("3.run")).doesNotExist();
    }
}
