// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.evaluate;

import java.util.List;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/** A support vector machine with an RBF kernel over scaled features; an error on ransomware costs more, as it is rare. */
public final class SupportVectors implements Classifier {
    private static final double CACHE_MEGABYTES = 64;
    private static final double TOLERANCE = 1e-3;

    private final Scaler scaler;
    private final svm_model model;

    /**
     * @param cost of an error on a benign process
     * @param gamma width of the kernel, 0 for one over the number of features
     * @param weight how many times more an error on ransomware costs, 0 for the ratio of the classes
     */
    public record Parameters(double cost, double gamma, double weight) {
        public static final Parameters DEFAULT = new Parameters(1, 0.003, 0);
    }

    private SupportVectors(Parameters parameters, FeatureTable table) {
        table.requireBothClasses();
        this.scaler = new Scaler(table.rows());
        List<svm_node[]> nodes =
                table.rows().stream().map(row -> nodes(scaler.scale(row))).toList();
        svm_problem problem = new svm_problem();
        problem.l = table.size();
        problem.x = nodes.toArray(svm_node[][]::new);
        problem.y = table.labels().stream().mapToDouble(label -> label ? 1 : 0).toArray();
        svm.svm_set_print_string_function(ignored -> {});
        this.model = svm.svm_train(problem, parameter(parameters, table));
    }

    public static Trainer trainer(Parameters parameters) {
        return table -> new SupportVectors(parameters, table);
    }

    @Override
    public boolean isRansomware(double[] features) {
        return svm.svm_predict(model, nodes(scaler.scale(features))) > 0.5;
    }

    private static svm_parameter parameter(Parameters parameters, FeatureTable table) {
        double ratio = (double) (table.size() - table.positives()) / table.positives();
        svm_parameter made = new svm_parameter();
        made.svm_type = svm_parameter.C_SVC;
        made.kernel_type = svm_parameter.RBF;
        made.C = parameters.cost();
        made.gamma = parameters.gamma() > 0
                ? parameters.gamma()
                : 1.0 / table.columns().size();
        made.cache_size = CACHE_MEGABYTES;
        made.eps = TOLERANCE;
        made.shrinking = 1;
        made.nr_weight = 1;
        made.weight_label = new int[] {1};
        made.weight = new double[] {parameters.weight() > 0 ? parameters.weight() : ratio};
        return made;
    }

    private static svm_node[] nodes(double[] values) {
        svm_node[] nodes = new svm_node[values.length];
        for (int i = 0; i < values.length; i++) {
            nodes[i] = new svm_node();
            nodes[i].index = i + 1;
            nodes[i].value = values[i];
        }
        return nodes;
    }
}
