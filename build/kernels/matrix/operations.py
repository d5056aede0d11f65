# SPDX-License-Identifier: Apache-2.0
"""Operations: each is seen exactly once, by the right process, under the right names, and nothing beside it is."""
import re

from .machine import Check

# What no system call tracepoint shows; once one shows it, it may. Everything else must be seen.
SYSCALLS_DO_NOT_SHOW = re.compile(r"^(store to .*|32-bit .*|io_uring write fixed|io_uring ftruncate)$")
# What comes with a sample of its content wherever it is seen.
SAMPLED = re.compile(r"^(write|p?writev2?|pwrite64|O_DIRECT write|aio|splice|fallocate.*|content of .*|32-bit write|io_uring write.*)$")


def shown_by_calls(operation):
    return not SYSCALLS_DO_NOT_SHOW.match(operation)


def must_be_seen(step, operation):
    return step == "operations:lsm" or shown_by_calls(operation)


def checks(machine):
    for step in machine.steps_named("operations"):
        if machine.one("refused", step):
            continue
        operations = machine.all("operation", step)
        if not operations:
            yield Check(machine.name, step, "the operations are compared", "nothing was")
            continue
        for fact in operations:
            if not fact["error"]:  # otherwise this kernel has no such operation
                yield Check(machine.name, step, fact["operation"], problem_of(step, fact))
        for fact in machine.all("companion", step):
            if fact["seen"] != 1:
                yield Check(machine.name, step, "%s %s" % (fact["kind"], fact["path"]), "seen %d times" % fact["seen"])
        extras = machine.all("extra", step)
        yield Check(machine.name, step, "nothing else is reported", None if not extras else "; ".join(
            "%s %s by pid %d" % (f["kind"], f["path"], f["pid"]) for f in extras))
        accounts = machine.one("accounts", step)
        yield Check(machine.name, step, "nothing is lost", problem_of_accounts(accounts))


def problem_of(step, fact):
    if fact["seen"] > 1 or (fact["seen"] == 0 and must_be_seen(step, fact["operation"])):
        return "seen %d times" % fact["seen"]
    if fact["seen"] and SAMPLED.match(fact["operation"]) and not fact["sampled"]:
        return "its content was not sampled"
    if fact["seen"] and step == "operations:lsm" and not fact["inode"]:
        return "it came without an inode"
    return None


def problem_of_accounts(accounts):
    if accounts is None:
        return "no accounts"
    if accounts["status"]:
        return "the program of operations ended with %d" % accounts["status"]
    if accounts["lost"]:
        return "%d lost" % accounts["lost"]
    return None


def cell(fact):
    if fact is None:
        return "not tried"
    if fact["error"]:
        return "n/a"
    return {0: "-", 1: "yes"}.get(fact["seen"], "x%d" % fact["seen"])


def table(machines):
    columns = [(m, s) for m in machines for s in m.steps_named("operations") if m.all("operation", s)]
    operations = list(dict.fromkeys(f["operation"] for m, s in columns for f in m.all("operation", s)))
    head = ["operation"] + ["%s %s" % (m.name, s.split(":")[1]) for m, s in columns]
    said = {(m.name, s, f["operation"]): f for m, s in columns for f in m.all("operation", s)}
    return head, [[o] + [cell(said.get((m.name, s, o))) for m, s in columns] for o in operations]
