// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/**
 * A process set up an encryption in libcrypto.
 *
 * @param function the one that the application called; calls inside the library are not reported
 */
public record CryptoInitialized(Header header, CryptoFunction function) implements Event {
    @Override
    public EventKind kind() {
        return EventKind.CRYPTO_INIT;
    }
}
