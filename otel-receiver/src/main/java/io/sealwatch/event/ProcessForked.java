// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * A process made another.
 *
 * @param header of the parent
 */
public record ProcessForked(Header header, ProcessKey child) implements ProcessEvent {
    @Override
    public EventKind kind() {
        return EventKind.PROCESS_FORK;
    }
}
