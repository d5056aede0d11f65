# SPDX-License-Identifier: Apache-2.0
"""What a container does: each once, with its id, paths as it sees them, inodes as the host does, the image's libcrypto."""
from .machine import Check


def steps(machine):
    return [s for s in machine.steps_named("containers") if not machine.one("refused", s)]


def checks(machine):
    for step in steps(machine):
        facts = machine.all("contained", step)
        if not facts:
            yield Check(machine.name, step, "a container is watched", "nothing was seen")
        for fact in facts:
            yield Check(machine.name, step, fact["operation"], problem_of(step, fact))
        extras = machine.all("contained-extra", step)
        yield Check(machine.name, step, "nothing else is reported",
                    "; ".join("%s %s" % (f["event"], f["path"]) for f in extras) or None)


# As long as the mapping is not synced, removed or followed by another.
CALLS_DO_NOT_SHOW = "store to the mapping"


def problem_of(step, fact):
    if fact["operation"] == CALLS_DO_NOT_SHOW and step != "containers:lsm" and fact["seen"] == 0:
        return None
    if fact["seen"] != 1:
        return "seen %d times" % fact["seen"]
    if not fact["container"]:
        return "without the container's id"
    if not fact["host"]:
        return "inode %s is not the host's" % fact["inode"]
    if step == "containers:lsm" and fact["path"] and not fact["inode"]:
        return "without an inode"
    return None


def cell(fact):
    if fact is None:
        return "?"
    if fact["seen"] != 1:
        return "-" if fact["seen"] == 0 else "x%d" % fact["seen"]
    said = ["id"] if fact["container"] else []
    said += ["path"] if fact["path"] else []
    return ", ".join(said + (["inode"] if fact["inode"] and fact["host"] else []))


def table(machines):
    columns = [(m, s) for m in machines for s in steps(m)]
    operations = list(dict.fromkeys(f["operation"] for m, s in columns for f in m.all("contained", s)))
    said = {(m.name, s, f["operation"]): f for m, s in columns for f in m.all("contained", s)}
    head = ["in a container"] + ["%s %s" % (m.name, s.split(":")[1]) for m, s in columns]
    return head, [[o] + [cell(said.get((m.name, s, o))) for m, s in columns] for o in operations]
