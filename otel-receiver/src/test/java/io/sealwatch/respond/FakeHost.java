// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.respond;

import io.sealwatch.event.ProcessKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Processes that exist in memory only; remembers who was signalled and who was given to the probes. */
final class FakeHost implements LivingProcesses, Signals, KernelSide {
    /** The sensor. */
    static final int SELF = 50;

    final Map<Integer, Facts> living = new HashMap<>();
    final Map<Integer, List<String>> arguments = new HashMap<>();
    final Map<Integer, String> executables = new HashMap<>();
    final Map<Integer, String> groups = new HashMap<>();
    final List<String> signals = new ArrayList<>();
    final Set<ProcessKey> condemned = new HashSet<>();
    final Set<ProcessKey> condemnedWithChildren = new HashSet<>();
    int room = 1000;
    long now = 5_000_000_000L;

    /** With the sensor, which a shell started. */
    static FakeHost withSensor() {
        FakeHost host = new FakeHost();
        host.process(1, 0);
        host.process(40, 1);
        host.process(SELF, 40);
        return host;
    }

    Responder responder(ResponseSettings settings) {
        return new Responder(settings, SELF, this, this, this, () -> now);
    }

    /** A process without a terminal in session 1, process group 1. */
    Facts process(int pid, int parent) {
        return process(pid, parent, 1, 1, false);
    }

    Facts process(int pid, int parent, int group, int session, boolean terminal) {
        return put(new Facts(key(pid), parent, group, session, terminal, false, 1000, "p" + pid));
    }

    Facts put(Facts facts) {
        living.put(facts.key().pid(), facts);
        return facts;
    }

    static ProcessKey key(int pid) {
        return new ProcessKey(pid, 100 + pid);
    }

    @Override
    public Optional<Facts> look(int pid) {
        return Optional.ofNullable(living.get(pid));
    }

    @Override
    public List<Integer> children(int pid) {
        return living.values().stream()
                .filter(facts -> facts.parentPid() == pid)
                .map(facts -> facts.key().pid())
                .toList();
    }

    @Override
    public List<String> arguments(int pid) {
        return arguments.getOrDefault(pid, List.of());
    }

    @Override
    public boolean runs(int pid, String executable) {
        return executable.equals(executables.get(pid));
    }

    @Override
    public boolean belongsTo(int pid, String unit) {
        return groups.getOrDefault(pid, "").contains(unit);
    }

    @Override
    public boolean isWithin(int pid, String controlGroup) {
        return groups.getOrDefault(pid, "").startsWith(controlGroup);
    }

    @Override
    public Optional<Hold> hold(int pid) {
        return living.containsKey(pid)
                ? Optional.of(new Hold() {
                    @Override
                    public int send(int signal) {
                        signals.add(signal + " to " + pid);
                        return 0;
                    }

                    @Override
                    public void close() {}
                })
                : Optional.empty();
    }

    @Override
    public boolean condemn(ProcessKey process, Reach reach, long nowNanos) {
        if (reach == Reach.WITH_CHILDREN) {
            condemnedWithChildren.add(process);
        }
        return condemned.size() < room && condemned.add(process);
    }

    @Override
    public void settle(long nowNanos) {}

    @Override
    public Counts counts() {
        return new Counts(0, 0, 0);
    }
}
