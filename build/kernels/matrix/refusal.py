# SPDX-License-Identifier: Apache-2.0
"""Refusal at the hook: a shell and its children change files before, under and after a verdict; no signal is sent."""
from .machine import Check

OPERATIONS = ("write", "open", "rename", "delete", "truncate")
ROUNDS = {"before": "done", "under": "refused", "after": "done"}
NAMES = {
    "before": "before the verdict",
    "under": "under it",
    "after": "after it is void",
}


def steps(machine):
    return [s for s in machine.steps_named("refusal") if not machine.one("refused", s)]


def checks(machine):
    for step in steps(machine):
        facts = {f["round"]: f for f in machine.all("refusal", step)}
        for round, outcome in ROUNDS.items():
            wanted = ", ".join("%s %s" % (operation, outcome) for operation in OPERATIONS)
            said = facts[round]["said"] if round in facts else "nothing"
            yield Check(machine.name, step, "changes %s are %s" % (NAMES[round], outcome), None if said == wanted else said)
        yield Check(machine.name, step, "refusals are counted", problem_of_counts(facts))
        programs = machine.all("refusal-program", step)
        bad = [f for f in programs if f["state"] not in ("ATTACHED", "ABSENT")]
        yield Check(machine.name, step, "the programs that decide are attached", "there are none" if not programs else
                    "; ".join("%s %s: %s" % (f["hook"], f["state"], f["message"]) for f in bad) or None)


def problem_of_counts(facts):
    counts = [facts[round]["refused"] for round in ROUNDS if round in facts]
    if len(counts) == 3 and counts[0] == 0 and counts[1] >= len(OPERATIONS) and counts[1] == counts[2]:
        return None
    return "%s before, under and after" % counts


def cell(fact):
    """What was done of all, when it was the same for all; otherwise each."""
    if fact is None:
        return "?"
    outcomes = {word.rsplit(" ", 1)[1] for word in fact["said"].split(", ")}
    return "all %s" % outcomes.pop() if len(outcomes) == 1 else fact["said"]


def table(machines):
    columns = [(m, s) for m in machines for s in steps(m)]
    said = {(m.name, f["round"]): f for m, s in columns for f in m.all("refusal", s)}
    head = ["write, open for writing, rename, delete, truncate"] + [m.name for m, s in columns]
    return head, [[name] + [cell(said.get((m.name, round))) for m, s in columns]
                  for round, name in NAMES.items()] if columns else []
