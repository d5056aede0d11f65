// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {
    private static final Path SEED = Path.of(System.getProperty("sealwatch.ebpfangel", "../../shared/data/ebpfangel"));

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Two clouds: many near the origin, few far from it. */
    private FeatureTable clouds() throws IOException {
        Random random = new Random(5);
        StringBuilder data = new StringBuilder("PID,A,B\n");
        StringBuilder labels = new StringBuilder("PID\n");
        for (int pid = 1; pid <= 200; pid++) {
            boolean guilty = pid % 20 == 0;
            double centre = guilty ? 50 : 0;
            data.append(pid + ".0," + (centre + random.nextGaussian()) + "," + (centre + random.nextGaussian()) + "\n");
            labels.append(guilty ? pid + "\n" : "");
        }
        return FeatureTable.read(write("data.csv", data.toString()), write("labels.csv", labels.toString()));
    }

    @Test
    void ratiosAreThoseOfTheMatrix() {
        Confusion published = new Confusion(21, 23, 0, 1294);
        assertThat(published.precision()).isCloseTo(0.477, within(0.001));
        assertThat(published.recall()).isEqualTo(1);
        assertThat(published.matthewsCorrelation()).isCloseTo(0.685, within(0.001));
        assertThat(Confusion.EMPTY.matthewsCorrelation()).isZero();
    }

    @Test
    void bothModelsTellTwoCloudsApart() throws IOException {
        FeatureTable table = clouds();
        for (Classifier.Trainer trainer :
                List.of(NearestNeighbours.trainer(3), SupportVectors.trainer(SupportVectors.Parameters.DEFAULT))) {
            assertThat(CrossValidation.run(table, 5, trainer)).isEqualTo(new Confusion(10, 0, 0, 190));
        }
    }

    @Test
    void columnsAreMatchedByName() throws IOException {
        FeatureTable table = FeatureTable.read(write("d.csv", "PID,B,X,A\n7,2,9,1\n"), write("l.csv", "PID\n7\n8\n"));
        FeatureTable aligned = table.withColumns(List.of("A", "B", "C"));
        assertThat(aligned.rows().get(0)).containsExactly(1, 2, 0);
        assertThat(aligned.labels()).containsExactly(true);
        assertThat(aligned.unknownLabels()).isEqualTo(1);
    }

    @Test
    void aBadNumberIsNamedWithItsLine() throws IOException {
        Path data = write("d.csv", "PID,A\n1,2\n2,x\n");
        Path labels = write("l.csv", "PID\n");
        assertThatThrownBy(() -> FeatureTable.read(data, labels))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("'x'");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> FeatureTable.read(folder.resolve("no.csv"), folder.resolve("no.csv")))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("no.csv");
    }

    @Test
    void trainingNeedsBothClasses() throws IOException {
        FeatureTable table = FeatureTable.read(write("d.csv", "PID,A\n1,2\n2,3\n"), write("l.csv", "PID\n"));
        for (Classifier.Trainer trainer :
                List.of(NearestNeighbours.trainer(3), SupportVectors.trainer(SupportVectors.Parameters.DEFAULT))) {
            assertThatThrownBy(() -> trainer.train(table)).hasMessageContaining("one class");
        }
    }

    @Test
    void theProcessIdMayStandAnywhereAndColumnsMayBeQuoted() throws IOException {
        FeatureTable table = FeatureTable.read(
                write("d.csv", "\uFEFF\"B\",\"pid\",A\r\n2,7.0,1\r\n3,8,4\r\n"), write("l.csv", "\"PID\"\r\n7.0\r\n"));
        assertThat(table.columns()).containsExactly("B", "A");
        assertThat(table.rows().get(0)).containsExactly(2, 1);
        assertThat(table.labels()).containsExactly(true, false);
    }

    @Test
    void labelsMayBeBareIdsOrATableThatSaysWhich() throws IOException {
        Path data = write("d.csv", "PID,A\n7,1\n8,2\n");
        for (String labels : List.of("7\n", "PID,label\n7,1\n8,0\n", "pid,name,ransomware\n8,b,False\n7,a,True\n")) {
            assertThat(FeatureTable.read(data, write("l.csv", labels)).labels())
                    .as(labels)
                    .containsExactly(true, false);
        }
        Path wrong = write("w.csv", "PID,label\n7,perhaps\n");
        assertThatThrownBy(() -> FeatureTable.read(data, wrong)).hasMessageContaining("'perhaps'");
    }

    @Test
    void whatLiesAmongTheLabelledIsLearntAsTheyAre() throws IOException {
        StringBuilder data = new StringBuilder("PID,A,B\n");
        Random random = new Random(6);
        for (int pid = 1; pid <= 120; pid++) {
            double centre = pid <= 12 ? 50 : 2;
            data.append(pid + "," + (centre + random.nextDouble()) + "," + (centre + random.nextDouble()) + "\n");
        }
        // twelve are alike, four of them were labelled
        FeatureTable table = FeatureTable.read(write("d.csv", data.toString()), write("l.csv", "1\n4\n7\n10\n"));
        List<Boolean> completed = IncompleteLabels.complete(table).labels();
        assertThat(completed.subList(12, 120)).containsOnly(false);
        assertThat(completed.subList(0, 12).stream().filter(label -> label).count())
                .isGreaterThan(6);
        assertThat(table.positives()).isEqualTo(4);
    }

    @Test
    void oneLabelledProcessHasNoNeighbours() throws IOException {
        FeatureTable table = FeatureTable.read(write("d.csv", "PID,A\n7,1\n8,1\n"), write("l.csv", "7\n"));
        assertThat(IncompleteLabels.complete(table)).isEqualTo(table);
    }

    @Test
    void theSeedsTrainingDataIsRecalledWholly() {
        Assumptions.assumeTrue(Files.exists(SEED), SEED + " is not here: the seed's data is not part of the project");
        FeatureTable table = FeatureTable.read(SEED.resolve("training_data.csv"), SEED.resolve("training_labels.csv"));
        for (Classifier.Trainer trainer :
                List.of(NearestNeighbours.trainer(11), SupportVectors.trainer(SupportVectors.Parameters.DEFAULT))) {
            Confusion confusion = CrossValidation.run(table, 5, IncompleteLabels.completing(trainer));
            assertThat(confusion.recall()).isEqualTo(1);
            assertThat(confusion.matthewsCorrelation()).isGreaterThan(0.55);
        }
    }
}
