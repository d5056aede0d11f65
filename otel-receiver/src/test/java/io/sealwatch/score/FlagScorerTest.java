// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FlagScorerTest {
    private static final int SLOT = 3;
    private static final int OTHER = 4;
    private static final long SECOND = 1_000_000_000L;

    private long now = 77 * SECOND;

    @Test
    void openCreateDeleteIsPatternOne() {
        FlagScorer scorer = scorer(FlagSettings.DEFAULT);
        assertThat(observe(scorer, "OC")).isEqualTo(Flags.NONE);
        assertThat(observe(scorer, "D")).isEqualTo(Flags.of(Severity.MAJ, 1, 0));
    }

    @Test
    void openCreateFourEncryptDeleteIsPatternTwo() {
        assertThat(observe(scorer(FlagSettings.DEFAULT), "DDOCEEEED")).isEqualTo(Flags.of(Severity.MAJ, 2, 0));
    }

    @Test
    void threeEncryptAreNotPatternTwo() {
        assertThat(observe(scorer(FlagSettings.DEFAULT), "OCEEED")).isEqualTo(Flags.NONE);
    }

    @Test
    void patternNeedsItsEventsWithoutAnyBetween() {
        assertThat(observe(scorer(FlagSettings.DEFAULT), "OCOD")).isEqualTo(Flags.NONE);
    }

    @Test
    void emptyHistoryMatchesNoPatternOfOpens() {
        // Type 0 in an empty history of zeroes would match at once.
        FlagScorer scorer = scorer(withPatterns("OOO"));
        assertThat(observe(scorer, "OO")).isEqualTo(Flags.NONE);
        assertThat(observe(scorer, "O").pattern()).isEqualTo(1);
    }

    @Test
    void matchClearsTheHistory() {
        FlagScorer scorer = scorer(withPatterns("OO"));
        assertThat(observe(scorer, "OO").pattern()).isEqualTo(1);
        assertThat(observe(scorer, "O").pattern()).isZero();
        assertThat(observe(scorer, "O").pattern()).isEqualTo(1);
    }

    @Test
    void firstPatternThatMatchesWins() {
        assertThat(observe(scorer(withPatterns("CD", "OCD")), "OCD").pattern()).isEqualTo(1);
        assertThat(observe(scorer(withPatterns("OCD", "CD")), "OCD").pattern()).isEqualTo(1);
        assertThat(observe(scorer(withPatterns("OCD", "CD")), "CCD").pattern()).isEqualTo(2);
    }

    @Test
    void patternOfEightLettersUsesTheWholeHistory() {
        assertThat(observe(scorer(withPatterns("OCDEOCDE")), "OCDEOCDE").pattern())
                .isEqualTo(1);
        assertThat(observe(scorer(withPatterns("OCDEOCDE")), "CCDEOCDE").pattern())
                .isZero();
    }

    @Test
    void countAtTheThresholdIsNotOverIt() {
        FlagScorer scorer = scorer(FlagSettings.DEFAULT);
        assertThat(observe(scorer, "C".repeat(25))).isEqualTo(Flags.NONE);
        assertThat(observe(scorer, "C")).isEqualTo(Flags.of(Severity.MIN, 0, 0b0010));
    }

    @Test
    void eachTypeHasItsOwnThreshold() {
        FlagScorer scorer = scorer(withPatterns());
        observe(scorer, "O".repeat(51));
        observe(scorer, "D".repeat(26));
        assertThat(observe(scorer, "E".repeat(50)).thresholdText()).isEqualTo("O-D-");
        assertThat(observe(scorer, "E").thresholdText()).isEqualTo("O-DE");
        assertThat(observe(scorer, "C".repeat(26)).thresholdText()).isEqualTo("OCDE");
    }

    @Test
    void patternOutweighsThreshold() {
        FlagScorer scorer = scorer(FlagSettings.DEFAULT);
        observe(scorer, "O".repeat(51));
        assertThat(observe(scorer, "CD")).isEqualTo(Flags.of(Severity.MAJ, 1, 0b0001));
    }

    @Test
    void countsStartAnewAfterTheResetPeriod() {
        FlagScorer scorer = scorer(FlagSettings.DEFAULT);
        observe(scorer, "C".repeat(26));
        now += 10 * SECOND - 1;
        assertThat(observe(scorer, "C").severity()).isEqualTo(Severity.MIN);
        now += 1;
        assertThat(observe(scorer, "C")).isEqualTo(Flags.NONE);
        assertThat(observe(scorer, "C".repeat(25)).severity()).isEqualTo(Severity.MIN);
    }

    @Test
    void resetKeepsTheHistory() {
        FlagScorer scorer = scorer(FlagSettings.DEFAULT);
        observe(scorer, "OC");
        now += 11 * SECOND;
        assertThat(observe(scorer, "D").pattern()).isEqualTo(1);
    }

    @Test
    void eventThatComesLateDoesNotReset() {
        FlagScorer scorer = scorer(FlagSettings.DEFAULT);
        observe(scorer, "C".repeat(26));
        now -= 20 * SECOND;
        assertThat(observe(scorer, "C").severity()).isEqualTo(Severity.MIN);
    }

    @Test
    void zeroResetPeriodNeverResets() {
        FlagScorer scorer = scorer(new FlagSettings(
                FlagThresholds.DEFAULT, List.of(), Duration.ZERO, Severity.OK, FlagSettings.Mode.NORMAL));
        observe(scorer, "C".repeat(26));
        now += 100_000 * SECOND;
        assertThat(observe(scorer, "C").severity()).isEqualTo(Severity.MIN);
    }

    @Test
    void classicNeverResetsAndItsCountsWrap() {
        FlagScorer scorer = scorer(FlagSettings.CLASSIC);
        scorer.observe(SLOT, SeedType.OPEN, 0xFFFF, now);
        now += 100 * SECOND;
        assertThat(scorer.current(SLOT, now).thresholdText()).isEqualTo("O---");
        assertThat(observe(scorer, "O")).isEqualTo(Flags.NONE);
    }

    @Test
    void normalCountsDoNotWrap() {
        FlagScorer scorer = scorer(FlagSettings.DEFAULT);
        scorer.observe(SLOT, SeedType.OPEN, Long.MAX_VALUE, now);
        assertThat(scorer.observe(SLOT, SeedType.OPEN, Long.MAX_VALUE, now).thresholdText())
                .isEqualTo("O---");
    }

    @Test
    void processesDoNotShareCountsOrHistory() {
        FlagScorer scorer = scorer(FlagSettings.DEFAULT);
        observe(scorer, "C".repeat(30) + "OC");
        assertThat(scorer.observe(OTHER, SeedType.DELETE, 1, now)).isEqualTo(Flags.NONE);
    }

    @Test
    void reusedSlotKnowsNothingOfTheProcessBefore() {
        FlagScorer scorer = scorer(FlagSettings.DEFAULT);
        observe(scorer, "C".repeat(30) + "OC");
        scorer.reset(SLOT);
        assertThat(observe(scorer, "D")).isEqualTo(Flags.NONE);
    }

    @Test
    void eventThatIsNotTakenInShowsWhatTheProcessHasDone() {
        FlagScorer scorer = scorer(FlagSettings.DEFAULT);
        observe(scorer, "C".repeat(26) + "OC");
        assertThat(scorer.current(SLOT, now)).isEqualTo(Flags.of(Severity.MIN, 0, 0b0010));
        assertThat(observe(scorer, "D").pattern()).as("history untouched").isEqualTo(1);
        assertThat(scorer.current(SLOT, now + 10 * SECOND)).isEqualTo(Flags.NONE);
    }

    @Test
    void countedOpensAreTakenOneByOne() {
        FlagScorer scorer = scorer(FlagSettings.DEFAULT);
        observe(scorer, "OC");
        assertThat(scorer.observe(SLOT, SeedType.OPEN, 51, now).thresholdText()).isEqualTo("O---");
        assertThat(observe(scorer, "D").pattern())
                .as("opens came between create and delete")
                .isZero();
    }

    @Test
    void recordOfNoSuccessfulOpensChangesNothing() {
        FlagScorer scorer = scorer(FlagSettings.DEFAULT);
        observe(scorer, "OC");
        scorer.observe(SLOT, SeedType.OPEN, 0, now);
        assertThat(observe(scorer, "D").pattern()).isEqualTo(1);
    }

    private static FlagScorer scorer(FlagSettings settings) {
        return new FlagScorer(settings, 5);
    }

    private static FlagSettings withPatterns(String... letters) {
        return new FlagSettings(
                FlagThresholds.DEFAULT,
                java.util.Arrays.stream(letters).map(Pattern::new).toList(),
                Duration.ofSeconds(10),
                Severity.OK,
                FlagSettings.Mode.NORMAL);
    }

    private Flags observe(FlagScorer scorer, String letters) {
        Flags last = Flags.NONE;
        for (int i = 0; i < letters.length(); i++) {
            last = scorer.observe(SLOT, SeedType.ofLetter(letters.charAt(i)).orElseThrow(), 1, now);
        }
        return last;
    }
}
