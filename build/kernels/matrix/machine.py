# SPDX-License-Identifier: Apache-2.0
"""What one virtual machine said, by step."""
import json

MARK = "@@ "


def read(log):
    facts = []
    for line in open(log, errors="replace"):
        at = line.find(MARK + "{")
        if at >= 0:
            try:
                facts.append(json.loads(line[at + len(MARK):]))
            except ValueError:
                pass  # a kernel message ran into the line: what it said then counts as not reported
    return facts


class Machine:
    def __init__(self, name, steps, log):
        self.name = name
        self.steps = steps
        self.facts = read(log)
        self.booted = next(iter(self.all("booted")), None)
        self.finished = next(iter(self.all("finished")), None)

    def all(self, fact, step=None):
        return [f for f in self.facts if f["fact"] == fact and (step is None or f.get("step") == step)]

    def one(self, fact, step):
        return next(iter(self.all(fact, step)), None)

    def steps_named(self, name):
        return [s for s in self.steps if s.split(":")[0] == name]

    @property
    def release(self):
        return self.booted["release"] if self.booted else "did not boot"


class Check:
    """One thing that must be as it must be: a line of the test summary."""

    def __init__(self, machine, step, name, problem=None, skipped=None):
        self.machine, self.step, self.name, self.problem, self.skipped = machine, step, name, problem, skipped

    def __str__(self):
        return "%s, %s: %s: %s" % (self.machine, self.step, self.name, self.problem or self.skipped or "ok")


def machine_checks(machine):
    """That it ran to its end, and that each step did."""
    if not machine.booted or not machine.finished:
        yield Check(machine.name, "machine", "runs to its end", "it did not")
    for failure in machine.all("failed"):
        yield Check(machine.name, failure["step"], "runs to its end", failure["message"])
    if machine.name.startswith("5."):
        count = len(machine.all("refused"))
        yield Check(machine.name, "machine", "is refused with one message",
                    None if count == 1 else "%d messages" % count)
        return
    for refusal in machine.all("refused"):
        yield Check(machine.name, refusal["step"], "is served", refusal["message"])
