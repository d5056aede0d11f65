// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/** Something that happened on the host, or to the sensor. Immutable. */
public sealed interface Event permits FileEvent, CryptoInitialized, ProcessEvent, SensorEvent {
    Header header();

    EventKind kind();

    /** 0 when the call succeeded, otherwise the positive errno it failed with. */
    default int errno() {
        return 0;
    }

    /** A call that failed changed nothing. */
    default boolean succeeded() {
        return errno() == 0;
    }
}
