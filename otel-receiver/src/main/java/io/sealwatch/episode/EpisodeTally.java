// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.episode;

/**
 * What happened in an episode. Only calls that succeeded are counted, except in {@code events}.
 *
 * @param events observations of any kind, the failed ones included
 * @param opens opens of files, those counted in the kernel included
 * @param creates opens that made a file
 * @param reads reported reads; the kernel side reports a sample of them
 * @param writes reported writes, likewise
 * @param crypto set-ups of an encryption
 * @param bytesRead bytes, from the totals that each reported read carries
 * @param bytesWritten bytes, likewise
 * @param files distinct files that were changed
 * @param directories distinct directories of those
 * @param extensions distinct extensions of those
 * @param entropyMax bits per byte of the most random sampled write, 0 when none was sampled
 * @param entropyMean bits per byte over the sampled writes
 * @param scoreMax highest evidence, 0 to 100
 */
public record EpisodeTally(
        long events,
        long opens,
        long creates,
        long reads,
        long writes,
        long truncates,
        long renames,
        long deletes,
        long links,
        long mmaps,
        long crypto,
        long bytesRead,
        long bytesWritten,
        long files,
        long directories,
        long extensions,
        double entropyMax,
        double entropyMean,
        double scoreMax) {}
