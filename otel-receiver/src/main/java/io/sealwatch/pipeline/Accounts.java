// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.pipeline;

/**
 * What the pipeline did with what it got, since the start. At every moment received = malformed + observed + filtered + judged,
 * and what the kernel side produced = received + lost there + still in the ring.
 *
 * @param received records that the source handed over
 * @param malformed records that could not be read, each skipped
 * @param filtered events that no sink gets because they are below the minimum severity
 * @param judged reads, which only the detectors look at: what a file was before
 * @param observed events of the source that were given to the sinks
 * @param made events that the sensor made itself: loss, status, detections
 * @param sinkFailures times that a sink threw
 * @param lostInKernel events that the ring had no room for, or that a probe missed
 */
public record Accounts(
        long received,
        long malformed,
        long filtered,
        long judged,
        long observed,
        long made,
        long sinkFailures,
        long lostInKernel) {}
