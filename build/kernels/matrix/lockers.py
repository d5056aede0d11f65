# SPDX-License-Identifier: Apache-2.0
"""Lockers that no system call shows, and harmless programs that work in the same way."""
from .machine import Check

NAMES = {
    "ring": "locker: io_uring with SQPOLL only",
    "mapped": "locker: stores to mappings older than the sensor",
    "ring-benign": "editor: io_uring with SQPOLL only",
    "mapped-benign": "editor: stores to mappings older than the sensor",
}
MOST_LOST = 10


def steps(machine):
    return [s for s in machine.steps_named("lockers") if not machine.one("refused", s)]


def must_be_detected(step, mode):
    """System calls show no store to a mapping."""
    return mode == "ring" or (mode == "mapped" and step == "lockers:lsm")


def checks(machine):
    for step in steps(machine):
        facts = {f["mode"]: f for f in machine.all("locker", step)}
        for mode, name in NAMES.items():
            yield Check(machine.name, step, name, problem_of(step, mode, facts.get(mode)))


def problem_of(step, mode, fact):
    if fact is None:
        return "did not run"
    if mode.endswith("-benign"):
        return "reported: " + fact["reasons"] if fact["detections"] else None
    if must_be_detected(step, mode):
        if not fact["detections"]:
            return "not detected"
        if fact["lost"] > MOST_LOST:
            return "%d files were lost" % fact["lost"]
    return None


def cell(fact):
    if fact is None:
        return "?"
    if fact["mode"].endswith("-benign"):
        return "ALARM" if fact["detections"] else "quiet"
    return "%d of %d lost" % (fact["lost"], fact["files"]) if fact["detections"] else "not detected"


def table(machines):
    columns = [(m, s) for m in machines for s in steps(m)]
    said = {(m.name, s, f["mode"]): f for m, s in columns for f in m.all("locker", s)}
    head = ["lockers"] + ["%s %s" % (m.name, s.split(":")[1]) for m, s in columns]
    return head, [[name] + [cell(said.get((m.name, s, mode))) for m, s in columns] for mode, name in NAMES.items()] if columns else []
