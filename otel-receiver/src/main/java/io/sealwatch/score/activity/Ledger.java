// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.activity;

import io.sealwatch.score.file.Names;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The evidence against one activity, as counts. The signals turn it into points. */
public final class Ledger {
    private static final long SECOND = 1_000_000_000L;
    private static final int MOST_DISTINCT = 64;
    private static final int HOME_DEPTH = 3;

    private final DecayingCounter content;
    private final DecayingCounter destruction;
    private final DecayingCounter hints;
    private final DecayingCounter inSecond = new DecayingCounter(SECOND);
    private final DecayingCounter inTenSeconds = new DecayingCounter(10 * SECOND);
    private final DecayingCounter inFiveMinutes = new DecayingCounter(300 * SECOND);
    private final DecayingCounter cryptoInits;
    private final DecayingCounter tamper;
    private final DecayingCounter flood;
    private final DistinctSet directories = new DistinctSet(MOST_DISTINCT);
    private final DistinctSet extensions = new DistinctSet(MOST_DISTINCT);
    private final DistinctSet owners = new DistinctSet(MOST_DISTINCT);
    private final SuffixCounts suffixes = new SuffixCounts();
    private final Map<Loss.How, Integer> ways = new EnumMap<>(Loss.How.class);
    private final RansomNotes notes = new RansomNotes();
    private @Nullable LeftNames leftNames;
    private String tamperWords = "";
    private long files;
    private final DistinctSet decoys = new DistinctSet(MOST_DISTINCT);
    private String firstDecoy = "";
    private double deviationSum;
    private int deviations;
    private long nowNanos;

    /** @param halfLifeNanos after which a loss counts half */
    public Ledger(long halfLifeNanos) {
        content = new DecayingCounter(halfLifeNanos);
        destruction = new DecayingCounter(halfLifeNanos);
        hints = new DecayingCounter(halfLifeNanos);
        cryptoInits = new DecayingCounter(halfLifeNanos);
        tamper = new DecayingCounter(halfLifeNanos);
        flood = new DecayingCounter(halfLifeNanos);
    }

    public void add(Loss loss, long timeNanos) {
        at(timeNanos);
        if (loss.isHint()) {
            hints.add(loss.content(), timeNanos);
            return;
        }
        content.add(loss.content(), timeNanos);
        destruction.add(loss.destruction(), timeNanos);
        inSecond.add(1, timeNanos);
        inTenSeconds.add(1, timeNanos);
        inFiveMinutes.add(1, timeNanos);
        files++;
        ways.merge(loss.how(), 1, Integer::sum);
        String path = loss.path();
        directories.add(Names.hash(path, 0, Names.nameAt(path)));
        extensions.add(Names.hash(path, Names.dotAt(path), path.length()));
        owners.add(Names.hash(path, 0, prefixEnd(path)));
    }

    public void addSuffix(String suffix, long timeNanos) {
        at(timeNanos);
        suffixes.add(suffix);
    }

    /** A new file of which nothing but the name is shown. */
    public void addLeftName(String path, boolean listed, long timeNanos) {
        at(timeNanos);
        LeftNames left = leftNames;
        if (left == null) {
            left = new LeftNames();
            leftNames = left;
        }
        left.add(path, Names.hash(path, 0, prefixEnd(path)), listed);
    }

    public void addCryptoInit(long timeNanos) {
        at(timeNanos);
        cryptoInits.add(1, timeNanos);
    }

    public void addTamper(String words, long timeNanos) {
        at(timeNanos);
        tamper.add(1, timeNanos);
        tamperWords = words;
    }

    /** Most events were its own while others were lost. */
    public void addFlood(long lost, long timeNanos) {
        at(timeNanos);
        flood.add((double) lost, timeNanos);
    }

    public void addDecoy(String path, long timeNanos) {
        at(timeNanos);
        decoys.add(Names.hash(path));
        firstDecoy = firstDecoy.isEmpty() ? path : firstDecoy;
    }

    /** Deviation of an unreadable sample from random: ciphertext averages zero. */
    public void addDeviation(double deviation) {
        deviationSum += deviation;
        deviations++;
    }

    /** Null where sources show more than names. */
    public @Nullable LeftNames leftNames() {
        return leftNames;
    }

    public RansomNotes notes() {
        return notes;
    }

    private void at(long timeNanos) {
        nowNanos = Math.max(nowNanos, timeNanos);
    }

    /** Losses weighted by how surely content was turned random. */
    public double content() {
        return content.at(nowNanos);
    }

    /** Losses weighted by how surely the original is gone. */
    public double destruction() {
        return destruction.at(nowNanos);
    }

    /** Losses of which too little is known. */
    public double hints() {
        return hints.at(nowNanos);
    }

    public double inSecond() {
        return inSecond.at(nowNanos);
    }

    public double inTenSeconds() {
        return inTenSeconds.at(nowNanos);
    }

    public double inFiveMinutes() {
        return inFiveMinutes.at(nowNanos);
    }

    public double cryptoInits() {
        return cryptoInits.at(nowNanos);
    }

    public double tamper() {
        return tamper.at(nowNanos);
    }

    /** Events that were lost while it made most of them. */
    public double flood() {
        return flood.at(nowNanos);
    }

    public String tamperWords() {
        return tamperWords;
    }

    public int directories() {
        return directories.size();
    }

    public int extensions() {
        return extensions.size();
    }

    public int owners() {
        return owners.size();
    }

    public SuffixCounts suffixes() {
        return suffixes;
    }

    /** Planted files that were changed. */
    public int decoys() {
        return decoys.size();
    }

    /** The first of them, empty when there is none. */
    public String firstDecoy() {
        return firstDecoy;
    }

    /** Distinct files counted as lost, without those that are mere hints. */
    public long files() {
        return files;
    }

    public Map<Loss.How, Integer> ways() {
        return ways;
    }

    /** Mean deviation of the unreadable samples, 0 when there are too few to say. */
    public double meanDeviation() {
        return deviations < 8 ? 0 : deviationSum / deviations;
    }

    /** Behind the second name of the path: the owner's home, a share, a service's data. */
    private static int prefixEnd(String path) {
        int at = 0;
        for (int depth = 0; depth < HOME_DEPTH && at >= 0; depth++) {
            int next = path.indexOf('/', at);
            if (next < 0) {
                return path.length();
            }
            at = next + 1;
        }
        return at;
    }
}
