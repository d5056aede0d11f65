#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Proves the sensor live: runs every attack shape and every benign workload against it and prints a table.

  prove.py [--files N] [--rate PER_SECOND] [--only NAME,NAME] [--tree TREE] [--agent COMMAND] [--record DIR]
           [--respond stop|kill]

Needs root. The agent's command must print NDJSON; each attack works in a sandbox of its own under /tmp, which is removed
afterwards. Files lost: finished with before the kernel time of the event that tipped the verdict. The exit code is 0 when
every attack was detected with at most ten files lost and no benign workload raised anything.

--record keeps what the sensor said of each workload, without what other programs of the machine did meanwhile:
DIR/attack/NAME.ndjson.gz and DIR/benign/NAME.ndjson.gz.

With --respond the sensor stops or kills what it detects, in a control group of the attack's own and nowhere else. Each shape
then runs twice, at the rate and as fast as the disk takes it, and what counts is what is really changed on disk afterwards.
"""
import argparse
import gzip
import json
import os
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime, timezone

from respond import prove_response

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(os.path.join(HERE, "..", "..", ".."))
MOST_LOST = 10
LAUNCHER = os.path.join(ROOT, "sealwatch")
NEEDS = {"gpg_shred": "gpg", "gpg_in_place": "gpg", "tar_gpg_rm": "gpg", "zip_password": "zip", "zip_one_password": "zip",
         "seven_zip_password": "7z", "io_uring": "gcc", "by_c": "gcc", "named_restic": "gcc", "from_memory": "gcc",
         "ccrypt": "ccrypt", "age": "age", "mcrypt": "mcrypt", "by_node": "node", "by_java": "javac", "by_perl": "perl",
         "under_make": "make"}
SLOW_TOOLS = ("openssl", "gpg", "zip", "shred", "ccrypt", "age", "mcrypt", "pipe_cat", "dd_random", "fifo", "under_make")
SLOW = "slow_"


class Agent:
    """The sensor as a child process, and the detections that it printed."""

    def __init__(self, command, keep):
        self.detections = []
        self.responses = []
        self.lines = [] if keep else None
        self.marker, self.mark, self.marked = "", {}, threading.Event()
        self.process = subprocess.Popen(shlex.split(command), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.ready = threading.Event()
        threading.Thread(target=self.read, daemon=True).start()
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        if not self.ready.wait(30):
            self.stop()
            sys.exit(f"the agent printed nothing in 30 s: {command}")

    def read(self):
        for line in self.process.stdout:
            self.ready.set()
            if self.marker and self.marker in line and not self.marked.is_set():
                self.mark = json.loads(line)
                self.marked.set()
            if self.lines is not None:
                self.lines.append(line)
            if '"ransomware.detection"' in line:
                self.detections.append(json.loads(line))
            elif '"ransomware.response"' in line:
                self.responses.append(json.loads(line))

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Recorder:
    """Writes what the agent said of the processes that a workload started; the agent sees all of the machine."""

    def __init__(self, agent, folder):
        self.agent = agent
        self.folder = folder

    def begin(self):
        if self.folder:
            self.agent.lines.clear()

    def await_events_until(self, moment):
        """A busy machine's agent is behind. There is always a newer event: a program that is started for it."""
        for _ in range(60):
            subprocess.run(["/bin/true"], check=True)
            if self.agent.lines and json.loads(self.agent.lines[-1])["timestamp"][:26] >= moment[:26]:
                return
            time.sleep(0.5)

    def end(self, kind, name, first, root):
        if not self.folder:
            return
        self.await_events_until(datetime.now(timezone.utc).isoformat())
        ours, family = [], {first}
        for line in list(self.agent.lines):
            event = json.loads(line)
            # a fork names the parent only: an orphan of ours is known by where it works
            orphan = event.get("process.parent_pid") == 1 and event.get("file.path", "").startswith(root)
            if orphan or event.get("process.parent_pid") in family:
                family.add(event["process.pid"])
            if event.get("process.pid") in family:
                ours.append(line)
        os.makedirs(os.path.join(self.folder, kind), exist_ok=True)
        path = os.path.join(self.folder, kind, f"{name}.ndjson.gz")
        with open(path, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, 0) as out:
            out.write("".join(ours).encode())


def wall_time(event):
    """Wall clock of an event in nanoseconds."""
    text = event["timestamp"].rstrip("Z")
    whole, _, fraction = text.partition(".")
    seconds = datetime.fromisoformat(whole).replace(tzinfo=timezone.utc).timestamp()
    return int(seconds) * 10**9 + int((fraction + "0" * 9)[:9])


def wall_minus_boot(agent):
    """What the agent adds to the boot clock: files are made to see it, and the one that took least time says it best."""
    tightest, offset = None, 0
    for number in range(3):
        with tempfile.TemporaryDirectory() as folder:
            agent.marker = os.path.join(folder, f"marker{number}")
            agent.marked.clear()
            before = time.clock_gettime_ns(time.CLOCK_BOOTTIME)
            os.close(os.open(agent.marker, os.O_CREAT | os.O_WRONLY))
            after = time.clock_gettime_ns(time.CLOCK_BOOTTIME)
            if not agent.marked.wait(10):
                sys.exit("the agent did not report a file that was made")
            if tightest is None or after - before < tightest:
                tightest, offset = after - before, wall_time(agent.mark) - after
    return offset


def sandbox(name, files, tree):
    root = os.path.join(tempfile.mkdtemp(prefix=f"sealwatch-{name}-"), "sandbox")
    subprocess.run([sys.executable, os.path.join(HERE, "locker.py"), "make", root, str(files), tree], check=True)
    time.sleep(0.5)
    return root


ORPHAN = """
import os, subprocess, sys, time
os.setsid()
if os.fork():
    os._exit(0)
while os.getppid() == os.getsid(0):
    time.sleep(0.001)
run = subprocess.run(sys.argv[2:])
with open(sys.argv[1], "w") as out:
    out.write(f"{run.returncode} {os.getpid()}")
"""


def orphan(command, timeout):
    """
    Runs a command that has no parent in common with the one before: init takes it, so nothing adds up over runs. Returns
    what it did, and the process that started it.
    """
    with tempfile.TemporaryDirectory() as folder:
        status = os.path.join(folder, "status")
        out, err = os.path.join(folder, "out"), os.path.join(folder, "err")
        with open(out, "wb") as stdout, open(err, "wb") as stderr:
            first = subprocess.Popen([sys.executable, "-c", ORPHAN, status, *command], stdout=stdout, stderr=stderr)
            session = first.pid
            first.wait()
        end = time.monotonic() + timeout
        while not (os.path.exists(status) and os.path.getsize(status)):
            if time.monotonic() > end:
                os.killpg(session, signal.SIGKILL)
                raise subprocess.TimeoutExpired(command, timeout)
            time.sleep(0.05)
        with open(status) as code, open(out, errors="replace") as stdout, open(err, errors="replace") as stderr:
            result, starter = map(int, code.read().split())
            return subprocess.CompletedProcess(command, result, stdout.read(), stderr.read()), starter


def most_files(shape):
    """As many as take half a minute."""
    if shape.startswith(SLOW):
        return 30
    return 60 if any(tool in shape for tool in SLOW_TOOLS) else 100_000


def attack(agent, recorder, shape, files, rate, tree):
    root = sandbox(shape, files, tree)
    offset = wall_minus_boot(agent)
    before = len(agent.detections)
    recorder.begin()
    run, starter = orphan([sys.executable, os.path.join(HERE, "locker.py"), shape, root, str(rate)], 400)
    time.sleep(1)
    found = agent.detections[before:]
    shutil.rmtree(os.path.dirname(root))
    if run.returncode:
        return None, f"did not run: {run.stderr.strip()[-100:]}"
    recorder.end("attack", shape, starter, root)
    finished = [int(line.split()[1]) for line in run.stdout.splitlines() if line.startswith("LOST")]
    if not found:
        return None, "missed"
    tipped = wall_time(found[0]) - offset
    lost = sum(moment < tipped for moment in finished) if finished else found[0]["ransomware.files_affected"] - 1
    return lost, "; ".join(found[0].get("ransomware.reasons", []))


def benign(agent, recorder, workload, tree):
    root = sandbox(workload, 200, tree)
    before = len(agent.detections)
    recorder.begin()
    result, starter = -1, 0
    try:
        run, starter = orphan([os.path.join(HERE, "benign.sh"), workload, root], 120)
        result = run.returncode
    except subprocess.TimeoutExpired:
        pass
    time.sleep(1)
    found = agent.detections[before:]
    shutil.rmtree(os.path.dirname(root))
    if result == 3:
        return None, "skipped: its program is not installed"
    recorder.end("benign", workload, starter, root)
    if found:
        return False, "; ".join(found[0].get("ransomware.reasons", []))
    return True, ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--rate", type=float, default=500)
    parser.add_argument("--only", default="")
    parser.add_argument("--tree", default="office", help="one of trees.py")
    parser.add_argument("--agent", default=f"{LAUNCHER} run --output ndjson")
    parser.add_argument("--respond", choices=("stop", "kill"))
    parser.add_argument("--record", metavar="DIR", default="")
    options = parser.parse_args()
    wanted = set(filter(None, options.only.split(",")))
    shapes = subprocess.run([sys.executable, os.path.join(HERE, "locker.py"), "list"], capture_output=True, text=True).stdout.split()
    if options.respond:
        chosen = [(shape, min(options.files, most_files(shape))) for shape in shapes
                  if (not wanted or shape in wanted) and (shape not in NEEDS or shutil.which(NEEDS[shape]))]
        sys.exit(1 if prove_response(options.respond, chosen, options.rate,
                                     lambda more: Agent(f"{options.agent} {more}", False),
                                     lambda shape, files: sandbox(shape, files, options.tree)) else 0)
    workloads = subprocess.run([os.path.join(HERE, "benign.sh"), "list"], capture_output=True, text=True).stdout.split()
    agent = Agent(options.agent, bool(options.record))
    recorder = Recorder(agent, options.record)
    failures = 0
    losses = []
    try:
        print("| attack | files lost | why |\n|---|---|---|")
        for shape in shapes:
            if wanted and shape not in wanted:
                continue
            if shape in NEEDS and not shutil.which(NEEDS[shape]):
                print(f"| {shape} | skipped: {NEEDS[shape]} is not installed | |", flush=True)
                continue
            files = min(options.files, most_files(shape))
            lost, why = attack(agent, recorder, shape, files, options.rate, options.tree)
            failures += lost is None or lost > MOST_LOST
            losses += [] if lost is None else [lost]
            print(f"| {shape} | {'-' if lost is None else lost} of {files} | {why} |", flush=True)
        if losses:
            print(f"\nMedian of files lost: {statistics.median(losses)}\n")
        print("| benign workload | result |\n|---|---|")
        for workload in workloads:
            if wanted and workload not in wanted:
                continue
            quiet, why = benign(agent, recorder, workload, options.tree)
            failures += quiet is False
            print(f"| {workload} | {'quiet' if quiet else why if quiet is None else 'ALARM: ' + why} |", flush=True)
    finally:
        agent.stop()
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
