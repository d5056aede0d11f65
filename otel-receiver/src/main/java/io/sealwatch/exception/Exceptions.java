// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.exception;

import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.Header;
import io.sealwatch.process.ProcessSnapshot;
import io.sealwatch.score.ExceptionPolicy;
import io.sealwatch.score.Excuse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The exceptions in force. The first one that applies and lasts longest is given. */
public final class Exceptions implements ExceptionPolicy {
    private static final String SYSTEM = "/system.slice/";

    private final List<InForce> rules;
    private final CgroupSource cgroups;
    private final long bootEpochNanos;

    /** @param pin empty when the path alone decides, or the rule names no executable */
    private record InForce(ExceptionRule rule, Optional<Pin> pin, long untilNanos) {}

    private Exceptions(List<InForce> rules, CgroupSource cgroups, long bootEpochNanos) {
        this.rules = rules;
        this.cgroups = cgroups;
        this.bootEpochNanos = bootEpochNanos;
    }

    /**
     * For this host, now. A program that cannot be pinned, and an exception that is over, is said and has no effect.
     *
     * @param bootEpochNanos nanoseconds since 1970 at which the boot clock read zero
     */
    public static ExceptionPolicy live(
            List<ExceptionRule> rules, CgroupSource cgroups, long bootEpochNanos, Consumer<String> notices) {
        Exceptions made = new Exceptions(new ArrayList<>(), cgroups, bootEpochNanos);
        for (ExceptionRule rule : rules) {
            if (rule.isExpiredAt(Instant.now())) {
                notices.accept("the exception for " + rule.subject() + " expired at "
                        + rule.expires().orElseThrow());
                continue;
            }
            try {
                made.rules.add(made.inForce(rule, pin(rule)));
            } catch (Pin.NoPinException none) {
                notices.accept("the exception for " + rule.subject() + " has no effect: " + none.getMessage());
            }
        }
        return made.rules.isEmpty() ? NONE : made;
    }

    /** For a recording: a path stands for the file, because the files of that host and day are not here. */
    public static ExceptionPolicy recorded(List<ExceptionRule> rules, long bootEpochNanos) {
        Exceptions made = new Exceptions(new ArrayList<>(), CgroupSource.NONE, bootEpochNanos);
        rules.forEach(rule -> made.rules.add(made.inForce(rule, Optional.empty())));
        return made.rules.isEmpty() ? NONE : made;
    }

    private static Optional<Pin> pin(ExceptionRule rule) throws Pin.NoPinException {
        return rule.executable().isPresent()
                ? Optional.of(Pin.of(rule, rule.executable().get()))
                : Optional.empty();
    }

    private InForce inForce(ExceptionRule rule, Optional<Pin> pin) {
        long until = rule.expires()
                .map(end -> end.getEpochSecond() * 1_000_000_000L - bootEpochNanos)
                .orElse(Long.MAX_VALUE);
        return new InForce(rule, pin, until);
    }

    @Override
    public Excuse of(Header header, ProcessSnapshot process, FileIdentity executable) {
        Excuse longest = Excuse.NONE;
        for (InForce candidate : rules) {
            boolean better = longest.reason().isEmpty() || candidate.untilNanos() > longest.untilNanos();
            if (better
                    && header.timeNanos() < candidate.untilNanos()
                    && applies(candidate, header, process, executable)) {
                longest = new Excuse(candidate.rule().reason(), candidate.untilNanos());
            }
        }
        return longest;
    }

    private boolean applies(InForce candidate, Header header, ProcessSnapshot process, FileIdentity executable) {
        ExceptionRule rule = candidate.rule();
        String runs = process.executable().toString();
        boolean program = candidate
                .pin()
                .map(pin -> pin.is(executable, runs))
                .orElseGet(() -> rule.executable().map(runs::equals).orElse(true));
        if (!program || (rule.unit().isEmpty() && rule.cgroup().isEmpty())) {
            return program;
        }
        String cgroup = cgroups.path(header.cgroupId(), header.process().pid());
        return rule.unit().map(unit -> isUnit(cgroup, unit)).orElse(true)
                && rule.cgroup().map(path -> isBelow(cgroup, path)).orElse(true);
    }

    /** Only below the system's own slice: any user can give a unit of his own any name. */
    private static boolean isUnit(String cgroup, String unit) {
        return cgroup.startsWith(SYSTEM)
                && List.of(cgroup.substring(SYSTEM.length()).split("/")).contains(unit);
    }

    private static boolean isBelow(String cgroup, String path) {
        String folder = path.endsWith("/") ? path : path + "/";
        return cgroup.equals(path) || (cgroup + "/").startsWith(folder);
    }
}
