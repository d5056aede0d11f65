// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * A process runs another program from now on.
 *
 * @param header of the process as it is after the call
 * @param fileName as given to execve
 * @param executable the program's file
 * @param directory the working directory
 * @param arguments the command line, argument 0 first
 * @param file identity of the executable
 */
public record ProcessExecuted(
        Header header,
        FilePath fileName,
        FilePath executable,
        FilePath directory,
        java.util.List<String> arguments,
        FileIdentity file)
        implements ProcessEvent {
    @Override
    public EventKind kind() {
        return EventKind.PROCESS_EXEC;
    }

    public ProcessExecuted {
        arguments = java.util.List.copyOf(arguments);
    }
}
