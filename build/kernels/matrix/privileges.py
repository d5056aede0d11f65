# SPDX-License-Identifier: Apache-2.0
"""Attaching with few capabilities: those of the service unit, and those without CAP_SYS_ADMIN where a kernel wants no more."""
from .machine import Check

# system calls and the life of processes; how many there are differs by kernel and architecture
FEWEST = 20
NAMES = {
    "unit": "the unit's capabilities",
    "least": "without CAP_SYS_ADMIN, kernel.perf_event_paranoid 2",
}


def checks(machine):
    for step in machine.steps_named("privileges"):
        fact = machine.one("privileges", step)
        problem = "nothing was said" if not fact else None
        if fact and (fact["attached"] < FEWEST or fact["refused"]):
            problem = "%d attached, %d refused" % (fact["attached"], fact["refused"])
        yield Check(machine.name, step, "all probes attach", problem)


def table(machines):
    facts = {(m.name, f["step"].split(":")[1]): f for m in machines for f in m.all("privileges")}
    columns = list(dict.fromkeys(name for name, _ in facts))
    head = ["probes attached with"] + columns
    return head, [[text] + [str(facts[c, key]["attached"]) if (c, key) in facts else "?" for c in columns]
                  for key, text in NAMES.items()] if facts else []
