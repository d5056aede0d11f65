# SPDX-License-Identifier: Apache-2.0
"""What both strategies add to operations, side by side in one machine whose clock counts instructions."""
import statistics

from .machine import Check

MODES = ("none", "tracepoint", "lsm")


def steps(machine):
    return machine.steps_named("cost")


def checks(machine):
    for step in steps(machine):
        facts = machine.all("cost", step)
        for mode in MODES:
            own = [f for f in facts if f["mode"] == mode]
            yield Check(machine.name, step, "%s is measured" % mode, None if own else "it was not")
            if mode != "none":
                yield Check(machine.name, step, "%s: each is seen, none is lost" % mode, problem_of(own))


def problem_of(facts):
    wrong = ["%s: %d of %d, %d lost" % (f["operation"], f["seen"], f["events"], f["lost"])
             for f in facts if f["lost"] or (f["kind"] and f["seen"] != f["events"])]
    return "; ".join(wrong) or None


def figures(machine, step):
    """Rows of operation, instructions without probes, those added by each strategy, lsm's of tracepoint's."""
    facts = machine.all("cost", step)
    for operation in dict.fromkeys(f["operation"] for f in facts):
        none, tracepoint, lsm = (statistics.median(
            [f["ns"] for f in facts if f["operation"] == operation and f["mode"] == mode] or [0]) for mode in MODES)
        yield operation, none, tracepoint - none, lsm - none


def row(operation, none, tracepoint, lsm):
    # what is added to a call that neither looks at is noise, and a ratio of noise says nothing
    ratio = "%.2f" % (lsm / tracepoint) if tracepoint > 100 and lsm > 0 else "-"
    return [operation, "%.0f" % none, "%+.0f" % tracepoint, "%+.0f" % lsm, ratio]


def table(machines):
    rows = [row(*figure) for m in machines for s in steps(m) for figure in figures(m, s)]
    return ["operation", "instructions", "tracepoint adds", "lsm adds", "lsm / tracepoint"], rows
