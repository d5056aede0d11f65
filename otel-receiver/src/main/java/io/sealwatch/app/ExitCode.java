// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

/** What the program ends with; scripts rely on it. */
final class ExitCode {
    static final int OK = 0;
    /** Wrong usage or configuration. */
    static final int USAGE = 1;
    /** The host cannot run the sensor: kernel, privileges, a missing library. */
    static final int ENVIRONMENT = 2;
    /** Something failed while running. */
    static final int RUNTIME = 3;

    private ExitCode() {}
}
