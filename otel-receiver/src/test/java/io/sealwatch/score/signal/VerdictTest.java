// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.score.activity.Ledger;
import io.sealwatch.score.activity.Loss;
import io.sealwatch.score.content.Claim;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final long SECOND = 1_000_000_000L;

    private final Ledger ledger = new Ledger(3600 * SECOND);

    private void lose(int files, double content) {
        for (int number = 0; number < files; number++) {
            ledger.add(
                    new Loss(number, "/home/a/d/f" + number + ".txt", Claim.TEXT, Loss.How.OVERWRITTEN, content, 1),
                    SECOND + number);
        }
    }

    @Test
    void nothingIsNothing() {
        assertThat(Verdict.of(ledger)).isEqualTo(new Verdict(0, 0));
        assertThat(Verdict.reasons(ledger)).isEmpty();
    }

    @Test
    void oneSuffixAloneIsOneFamily() {
        for (int number = 0; number < 500; number++) {
            ledger.addSuffix(".locked", SECOND);
        }
        assertThat(Verdict.of(ledger).families()).isEqualTo(1);
        assertThat(Verdict.of(ledger).score()).isEqualTo(25);
    }

    @Test
    void cryptoCallsAloneAreNoEvidence() {
        for (int number = 0; number < 5000; number++) {
            ledger.addCryptoInit(SECOND);
        }
        assertThat(Verdict.of(ledger)).isEqualTo(new Verdict(0, 0));
    }

    @Test
    void destroyedBackupsAloneAreNoAlarm() {
        ledger.addTamper("zfs destroy", SECOND);
        ledger.addTamper("zfs destroy", SECOND);
        assertThat(Verdict.of(ledger).families()).isEqualTo(1);
        assertThat(Verdict.of(ledger).score()).isLessThan(70);
    }

    @Test
    void hintsAreBoundedHoweverMany() {
        lose(1000, 0.2);
        assertThat(Verdict.of(ledger).score()).isLessThanOrEqualTo(20);
    }

    @Test
    void lossesAreTwoFamilies() {
        lose(5, 1);
        assertThat(Verdict.of(ledger).families()).isEqualTo(2);
        assertThat(Verdict.of(ledger).score()).isGreaterThan(70);
    }

    @Test
    void samplesOfACompressorCountHalf() {
        lose(4, 1);
        double before = Verdict.of(ledger).score();
        for (int number = 0; number < 10; number++) {
            ledger.addDeviation(2.5);
        }
        assertThat(Verdict.of(ledger).score()).isLessThan(before);
    }

    @Test
    void oneChangedDecoyIsDecisiveAndMoreWeighMore() {
        ledger.addDecoy("/home/ana/000-accounts.xlsx", SECOND);
        ledger.addDecoy("/home/ana/000-accounts.xlsx", SECOND);
        assertThat(Verdict.of(ledger)).isEqualTo(new Verdict(70, 2));
        assertThat(Verdict.reasons(ledger)).containsExactly("decoy changed: /home/ana/000-accounts.xlsx");
        ledger.addDecoy("/home/ana/zzz-invoices.pdf", SECOND);
        assertThat(Verdict.of(ledger)).isEqualTo(new Verdict(80, 2));
        assertThat(Verdict.reasons(ledger)).containsExactly("2 decoys changed");
    }

    @Test
    void aFloodWhileEventsAreLostIsASecondWitnessAndNeverAnAlarm() {
        ledger.addFlood(1_000_000, SECOND);
        assertThat(Verdict.of(ledger)).isEqualTo(new Verdict(10, 1));
        assertThat(Verdict.reasons(ledger)).containsExactly("made most of the events while 1,000,000 were lost");
        for (int i = 0; i < 20; i++) {
            ledger.addTamper("restic prune", SECOND);
        }
        assertThat(Verdict.of(ledger)).as("with all else of its family").isEqualTo(new Verdict(40, 1));
    }

    @Test
    void everySignalHasATechniqueAndStaysBounded() {
        lose(500, 1);
        ledger.addTamper("x", SECOND);
        ledger.addDecoy("/a", SECOND);
        ledger.addCryptoInit(SECOND);
        for (Signal signal : SignalCatalog.ALL) {
            assertThat(signal.technique()).matches("T\\d{4}(\\.\\d{3})?");
            assertThat(signal.points(ledger)).isBetween(0.0, 90.0);
        }
        assertThat(Verdict.of(ledger).score()).isEqualTo(100);
    }
}
