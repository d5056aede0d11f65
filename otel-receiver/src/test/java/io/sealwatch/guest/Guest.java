// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.probe.ProgramStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The machine, as a step sees it.
 *
 * @param tools where the programs of {@code build/kernels/guest} are
 * @param data a directory on a real file system
 * @param step as it was asked for, such as {@code operations:lsm}
 */
record Guest(Path tools, Path data, String step) {
    private static final String MARK = "@@ ";

    static final ObjectMapper JSON = new ObjectMapper();

    /** A directory that no other step uses. */
    Path directory(String name) throws IOException {
        return Files.createDirectories(data.resolve(step.replace(':', '-')).resolve(name));
    }

    Process start(String tool, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(tools.resolve(tool).toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** A line for {@code build/kernels/report}, to be filled and printed. */
    ObjectNode fact(String name) {
        return JSON.createObjectNode().put("fact", name).put("step", step);
    }

    /** A fact for each program that the kernel refused. */
    void printRefused(List<ProgramStatus> programs) {
        programs.stream()
                .filter(program -> program.state() == ProgramStatus.State.REFUSED)
                .forEach(program -> print(fact("program-refused")
                        .put("hook", program.hook())
                        .put("program", program.name())
                        .put("message", program.detail())));
    }

    void print(ObjectNode fact) {
        try {
            System.out.println(MARK + JSON.writeValueAsString(fact));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
