// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.pipeline;

/** Takes scored events somewhere. A sink that throws is counted and does not disturb the others. */
public interface Sink extends AutoCloseable {
    /** Called in order of {@link Observation#sequence()}, on the one pipeline thread. Must not block for long. */
    void accept(Observation observation);

    /** What was accepted must leave for its destination now; called when the source has nothing more at hand. */
    void flush();

    @Override
    void close();
}
