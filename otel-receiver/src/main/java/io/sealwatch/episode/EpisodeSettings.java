// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.episode;

import java.time.Duration;

/**
 * When an episode ends, and how much the tracker remembers.
 *
 * @param idle an episode without an event for this long is over
 * @param cap longest episode; then a linked one follows, because a span is only seen when it has ended
 * @param traceCap longest trace of a process that never rests; then a new trace begins
 * @param maxOpen most episodes open at once; the one that rested longest is ended to make room
 * @param maxFiles most files told apart in one episode; beyond, the distinct counts are lower bounds
 */
public record EpisodeSettings(Duration idle, Duration cap, Duration traceCap, int maxOpen, int maxFiles) {
    public static final EpisodeSettings DEFAULT =
            new EpisodeSettings(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofHours(1), 4096, 10_000);
}
