// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sealwatch.event.Header;
import io.sealwatch.event.ProcessKey;
import org.junit.jupiter.api.Test;

class ActivityPartsTest {
    private static final long SECOND = 1_000_000_000L;

    private static Header header(int pid, long ticks, int parent) {
        return new Header(SECOND, new ProcessKey(pid, ticks), pid, parent, 0, 0, "x", false);
    }

    @Test
    void aCounterHalvesInItsHalfLifeAndIgnoresTimeThatGoesBack() {
        DecayingCounter counter = new DecayingCounter(10 * SECOND);
        counter.add(8, 100 * SECOND);
        assertThat(counter.at(110 * SECOND)).isCloseTo(4, within(1e-9));
        assertThat(counter.at(90 * SECOND)).isEqualTo(8);
    }

    @Test
    void suffixesKeepTheMostUsedWhenThereAreTooMany() {
        SuffixCounts counts = new SuffixCounts();
        for (int i = 0; i < 100; i++) {
            counts.add(".locked");
            counts.add(".rare" + i);
        }
        assertThat(counts.mostUsed()).isEqualTo(".locked");
        assertThat(counts.most()).isEqualTo(100);
    }

    @Test
    void aReusedPidIsAnotherActor() {
        Lineage lineage = new Lineage(100);
        Activity first = lineage.of(header(7, 1, 1));
        lineage.ended(first);
        assertThat(lineage.of(header(7, 2, 1))).isNotSameAs(first);
    }

    @Test
    void aParentThatIsHeardOfLaterIsTheOneThatWasMeant() {
        Lineage lineage = new Lineage(100);
        Activity child = lineage.of(header(8, 5, 7));
        Activity parent = lineage.of(header(7, 1, 1));
        assertThat(child.parent()).isSameAs(parent);
        assertThat(parent.includes(child)).isTrue();
    }

    @Test
    void initIsNobodysParent() {
        Lineage lineage = new Lineage(100);
        assertThat(lineage.of(header(8, 5, 1)).parent()).isNull();
    }

    @Test
    void theQuietestActorGoesWhenThereIsNoRoomAndThatIsCounted() {
        Lineage lineage = new Lineage(10);
        for (int pid = 10; pid < 40; pid++) {
            lineage.of(header(pid, pid, 1));
        }
        assertThat(lineage.size()).isEqualTo(10);
        assertThat(lineage.evicted()).isEqualTo(20);
    }

    @Test
    void aGroupTakesBackWhatAChildDid() {
        Lineage lineage = new Lineage(100);
        Activity one = lineage.of(header(8, 8, 7));
        Activity other = lineage.of(header(9, 9, 7));
        Group group = new Group(SECOND);
        group.add(one, (ledger, time) -> ledger.addSuffix(".a", time), SECOND);
        group.add(other, (ledger, time) -> ledger.addSuffix(".b", time), SECOND);
        group.takeBack(one);
        assertThat(group.ledger().suffixes().mostUsed()).isEqualTo(".b");
        assertThat(group.processes()).isEqualTo(1);
    }

    @Test
    void aNoteIsKnownByItsNameAndItsWords() {
        assertThat(RansomNotes.isNamedLikeNote("HOW_TO_RECOVER_FILES.txt")).isTrue();
        assertThat(RansomNotes.isNamedLikeNote("invoice.txt")).isFalse();
        assertThat(RansomNotes.wordsOfDemand("Your files were encrypted. Pay 1 Bitcoin."))
                .isGreaterThan(2);
        assertThat(RansomNotes.wordsOfDemand("Run make to build it.")).isZero();
    }
}
