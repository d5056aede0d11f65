# SPDX-License-Identifier: Apache-2.0
"""The proof with a response: what is really lost on disk when the sensor stops or kills what it detects (prove.py --respond)."""
import os
import shutil
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
MOST_LOST = 10


class Cage:
    """A control group of the attack's own: the response is limited to it, and whoever is left in it can be ended."""

    def __init__(self):
        mounts = [line.split() for line in open("/proc/mounts")]
        unified = [fields[1] for fields in mounts if fields[2] == "cgroup2"]
        if not unified:
            sys.exit("no unified control groups here: the response cannot be limited to the attack, so it is not run")
        self.name = f"/sealwatch-prove-{os.getpid()}"
        self.path = unified[0] + self.name
        os.mkdir(self.path)

    def enter(self):
        with open(os.path.join(self.path, "cgroup.procs"), "w") as procs:
            procs.write(str(os.getpid()))

    def states(self):
        """Of every process in it: R, S, D, T ..."""
        found = []
        for pid in open(os.path.join(self.path, "cgroup.procs")).read().split():
            try:
                found.append(open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[0])
            except OSError:
                pass
        return [state for state in found if state not in "ZX"]

    def end(self):
        with open(os.path.join(self.path, "cgroup.kill"), "w") as kill:
            kill.write("1")
        while self.states():
            time.sleep(0.01)

    def remove(self):
        self.end()
        os.rmdir(self.path)


def changed_on_disk(root):
    """Originals that are gone or no longer what they were."""
    lost = 0
    originals = os.path.join(root, "originals")
    for folder, _, names in os.walk(originals):
        for name in names:
            original = os.path.join(folder, name)
            now = os.path.join(root, "data", os.path.relpath(original, originals))
            lost += not os.path.exists(now) or open(now, "rb").read() != open(original, "rb").read()
    return lost


def contained(agent, cage, root, shape, rate):
    """An attack with the response on: what was lost on disk, the longest time to a signal, who still ran at the end."""
    detections, responses = len(agent.detections), len(agent.responses)
    log = open(os.path.join(os.path.dirname(root), "log"), "w")
    run = subprocess.Popen([sys.executable, os.path.join(HERE, "locker.py"), shape, root, str(rate)], stdout=log,
                           stderr=subprocess.DEVNULL, preexec_fn=cage.enter)
    still = 0
    end = time.monotonic() + 60
    while time.monotonic() < end and still < 5:
        time.sleep(0.1)
        states = cage.states()
        waits_only = len(agent.responses) > responses and all(state in "TS" for state in states)
        still = still + 1 if not states or all(state == "T" for state in states) or waits_only else 0
    running = cage.states().count("R")
    before = changed_on_disk(root)
    time.sleep(0.5)
    lost = changed_on_disk(root)
    cage.end()
    run.wait()
    log.close()
    shutil.rmtree(os.path.dirname(root))
    taken = [each for each in agent.responses[responses:] if each["ransomware.response.outcome"].startswith("signalled")]
    delays = [each["ransomware.response.delay"] for each in taken if "ransomware.response.delay" in each]
    if len(agent.detections) == detections:
        return None, "missed", 0, 0
    if lost != before or running:
        return lost, "still at work", len(taken), min(delays, default=0)
    return lost, "stopped" if taken else "no response", len(taken), min(delays, default=0)


def prove_response(mode, shapes, rate, start_agent, sandbox):
    """Prints the table; the number of failures.

    shapes: of each its name and number of files; start_agent: takes options of the agent; sandbox: makes one
    """
    cage = Cage()
    agent = start_agent(f"--respond {mode} --set respond.within={cage.name}")
    failures = 0
    columns = {rate: [], 0: []}
    delays = []
    try:
        print(f"| attack | files lost with {mode} | unpaced | processes | ms from the event to the signal |")
        print("|---|---|---|---|---|")
        for shape, files in shapes:
            cells, processes, waits = [], [], []
            for pace, column in columns.items():
                lost, end, taken, delay = contained(agent, cage, sandbox(shape, files), shape, pace)
                # unpaced is reported, not required
                failures += pace > 0 and (lost is None or lost > MOST_LOST or end != "stopped")
                column += [] if lost is None else [lost]
                delays += [delay * 1000] if delay else []
                cells.append(f"{end}" if lost is None else f"{lost} of {files}" + ("" if end == "stopped" else f", {end}"))
                processes.append(str(taken))
                waits.append(f"{delay * 1000:.1f}")
            print(f"| {shape} | {' | '.join(cells)} | {', '.join(processes)} | {', '.join(waits)} |", flush=True)
        for pace, column in columns.items():
            if column:
                print(f"\nFiles lost {f'at {pace:g} a second' if pace else 'unpaced'}: median {statistics.median(column)}, "
                      f"most {max(column)} of {len(column)} shapes")
        if delays:
            print(f"\nFrom the event that tipped the verdict to the first signal: median {statistics.median(delays):.1f} ms, "
                  f"longest {max(delays):.1f} ms")
    finally:
        agent.stop()
        cage.remove()
    return failures
