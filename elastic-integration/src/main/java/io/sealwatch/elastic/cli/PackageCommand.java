// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cli;

import io.sealwatch.elastic.pack.ContentPackage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the Elastic package; needs no cluster. */
@Command(
        name = "package",
        description = "Writes the same content as an Elastic package, for Kibana's upload.",
        mixinStandardHelpOptions = true)
final class PackageCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", defaultValue = ".", description = "where to (default: here)")
    Path directory;

    PackageCommand() {
        spec = CommandSpec.create();
        directory = Path.of("");
    }

    @Override
    public Integer call() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        String name = ContentPackage.bundled().write(zip);
        Path file = Files.createDirectories(directory).resolve(name);
        Files.write(file, zip.toByteArray());
        spec.commandLine().getOut().println(file);
        return ExitCode.IN_SYNC;
    }
}
