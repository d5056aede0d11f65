// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.evaluate.Classifier;
import io.sealwatch.evaluate.Confusion;
import io.sealwatch.evaluate.CrossValidation;
import io.sealwatch.evaluate.EvaluationException;
import io.sealwatch.evaluate.FeatureTable;
import io.sealwatch.evaluate.IncompleteLabels;
import io.sealwatch.evaluate.LabelTable;
import io.sealwatch.evaluate.LabelledFile;
import io.sealwatch.evaluate.NearestNeighbours;
import io.sealwatch.evaluate.SupportVectors;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges judges: the detector on recordings, or a classifier on the seed's features per process. */
@Command(
        name = "evaluate",
        description =
                "Runs recordings through the detector, or trains k-NN or an SVM on features per process, and prints how"
                        + " well they judge.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Recordings of which nothing is known; .gz as it is.")
    private List<Path> files = List.of();

    @Option(
            names = "--attack",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Recordings with ransomware in them.")
    private List<Path> attacks = List.of();

    @Option(names = "--benign", paramLabel = "FILE", arity = "1..*", description = "Recordings without.")
    private List<Path> benign = List.of();

    @Option(names = "--manifest", paramLabel = "CSV", description = "Lines of FILE,attack or FILE,benign.")
    private @Nullable Path manifest;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--model", defaultValue = "svm", description = "knn or svm (default).")
    private Model model = Model.SVM;

    @Option(names = "--train", paramLabel = "FILE", description = "Features to learn from, CSV.")
    private @Nullable Path train;

    @Option(names = "--train-labels", paramLabel = "FILE", description = "Process ids of ransomware in it.")
    private @Nullable Path trainLabels;

    @Option(names = "--test", paramLabel = "FILE", description = "Features to judge; without it, cross-validation.")
    private @Nullable Path test;

    @Option(names = "--test-labels", paramLabel = "FILE", description = "Process ids of ransomware in it.")
    private @Nullable Path testLabels;

    @Option(names = "--folds", defaultValue = "5", description = "Parts of the cross-validation (default 5).")
    private int folds = 5;

    @Option(names = "--neighbours", defaultValue = "11", description = "knn: neighbours that vote (default 11).")
    private int neighbours = 11;

    @Option(names = "--cost", defaultValue = "1", description = "svm: cost of an error (default 1).")
    private double cost = 1;

    @Option(names = "--gamma", defaultValue = "0.003", description = "svm: kernel width (default 0.003).")
    private double gamma = 0.003;

    @Option(names = "--weight", defaultValue = "0", description = "svm: weight of ransomware (default 0: by rarity).")
    private double weight;

    @Option(
            names = "--labels-complete",
            description =
                    "What is not labelled in the training data is benign for sure; without it, a process as near to"
                            + " the labelled ones as they are to each other is learnt as ransomware, too.")
    private boolean labelsComplete;

    @Option(names = "--output", defaultValue = "table", description = "table (default) or json.")
    private Output output = Output.TABLE;

    @Spec
    private @Nullable CommandSpec spec;

    /** Which classifier. */
    enum Model {
        KNN,
        SVM
    }

    /** What is printed. */
    enum Output {
        TABLE,
        JSON
    }

    @Override
    public Integer call() {
        try {
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            List<LabelledFile> recordings = recordings();
            if (recordings.isEmpty()) {
                evaluate(out);
                return ExitCode.OK;
            }
            if (train != null || trainLabels != null || test != null || testLabels != null) {
                throw new UserException(ExitCode.USAGE, "give recordings or tables of features, not both");
            }
            RecordingEvaluation done = RecordingEvaluation.of(recordings, AgentSettings.from(options.settings()));
            if (output == Output.JSON) {
                done.printJson(out);
            } else {
                done.print(out);
            }
            return ExitCode.OK;
        } catch (EvaluationException mistake) {
            throw new UserException(ExitCode.USAGE, String.valueOf(mistake.getMessage()), mistake);
        }
    }

    private List<LabelledFile> recordings() {
        List<LabelledFile> all = new ArrayList<>();
        files.forEach(file -> all.add(new LabelledFile(file, LabelledFile.Label.UNKNOWN)));
        attacks.forEach(file -> all.add(new LabelledFile(file, LabelledFile.Label.ATTACK)));
        benign.forEach(file -> all.add(new LabelledFile(file, LabelledFile.Label.BENIGN)));
        if (manifest != null) {
            all.addAll(LabelTable.read(manifest));
        }
        return all;
    }

    private void evaluate(PrintWriter out) {
        Path learnt = train;
        Path learntLabels = trainLabels;
        if (learnt == null || learntLabels == null) {
            throw new UserException(
                    ExitCode.USAGE,
                    "give recordings (--attack FILE, --benign FILE, --manifest CSV) or features to learn from"
                            + " (--train FILE --train-labels FILE)");
        }
        if ((test == null) != (testLabels == null)) {
            throw new UserException(
                    ExitCode.USAGE, "give --test and --test-labels together, or neither for cross-validation");
        }
        FeatureTable table = FeatureTable.read(learnt, learntLabels);
        Classifier.Trainer plain = model == Model.KNN
                ? NearestNeighbours.trainer(neighbours)
                : SupportVectors.trainer(new SupportVectors.Parameters(cost, gamma, weight));
        Classifier.Trainer trainer = labelsComplete ? plain : IncompleteLabels.completing(plain);
        if (!labelsComplete) {
            sayWhatWasAdded(table);
        }
        Path held = test;
        Path heldLabels = testLabels;
        if (held == null || heldLabels == null) {
            print(out, CrossValidation.run(table, folds, trainer));
            return;
        }
        FeatureTable judged = FeatureTable.read(held, heldLabels);
        check(judged, table, held);
        print(out, trainer.train(table).evaluate(judged.withColumns(table.columns())));
        out.flush();
    }

    private void sayWhatWasAdded(FeatureTable table) {
        long added = IncompleteLabels.complete(table).positives() - table.positives();
        if (added > 0) {
            Objects.requireNonNull(spec)
                    .commandLine()
                    .getErr()
                    .println("sealwatch: " + added
                            + " processes without a label lie as near to the labelled ones as these to"
                            + " each other, and are learnt as ransomware (--labels-complete: not)");
        }
    }

    /** The seed's preparation leaves out what never happened: some columns may lack, not all. */
    private void check(FeatureTable judged, FeatureTable learnt, Path file) {
        if (judged.size() == 0) {
            throw new UserException(ExitCode.USAGE, file + " has no process to judge");
        }
        List<String> missing = judged.missing(learnt.columns());
        if (missing.size() == learnt.columns().size()) {
            throw new UserException(ExitCode.USAGE, file + " has none of the features of the training data");
        }
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        if (!missing.isEmpty()) {
            err.println("sealwatch: taken as 0, because " + file + " lacks them: " + String.join(", ", missing));
        }
        if (judged.unknownLabels() > 0) {
            err.println("sealwatch: " + judged.unknownLabels() + " labelled process ids are not in " + file);
        }
    }

    private void print(PrintWriter out, Confusion confusion) {
        if (output == Output.JSON) {
            ObjectNode json = new ObjectMapper().createObjectNode();
            json.put("model", model.name().toLowerCase(Locale.ROOT));
            ConfusionJson.put(confusion, json);
            out.println(json);
        } else {
            out.printf(
                    Locale.ROOT,
                    "ransomware: %d found, %d missed%nbenign: %d left alone, %d accused%n"
                            + "precision %.3f  recall %.3f  Matthews correlation %.3f%n",
                    confusion.truePositives(),
                    confusion.falseNegatives(),
                    confusion.trueNegatives(),
                    confusion.falsePositives(),
                    confusion.precision(),
                    confusion.recall(),
                    confusion.matthewsCorrelation());
        }
        out.flush();
    }
}
