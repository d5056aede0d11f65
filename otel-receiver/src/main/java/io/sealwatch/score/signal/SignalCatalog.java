// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.signal;

import java.util.List;

/** Every signal, heaviest first. */
public final class SignalCatalog {
    public static final List<Signal> ALL = List.of(
            new TurnedRandom(),
            new OriginalsDestroyed(),
            new OneSuffix(),
            new RansomNote(),
            new FolderSweep(),
            new DecoyTouched(),
            new BackupsDestroyed(),
            new FloodWhileLosing(),
            new Speed(),
            new Breadth(),
            new CryptoCalls());

    private SignalCatalog() {}
}
