#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Proves the sensor live: runs every attack shape and every benign workload against it and prints a table.

  prove.py [--files N] [--rate PER_SECOND] [--only NAME,NAME] [--agent COMMAND] [--record DIR] [--respond stop|kill]

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
SHAPES = """create_delete create_delete_random_names delete_first replaced_extension in_place in_place_rename rename_first
truncate_rewrite replace_by_rename unlink_and_create tmpfile_link intermittent intermittent_skip_head head_only mapped
mapped_rename io_uring base64_diluted with_header hard_link forged_gzip other_folder wipe_zero libcrypto with_notes
threads8_in_place workers16_create_delete workers3_in_place_rename forks_in_place daemons_create_delete openssl_loop
openssl_odd_suffix openssl_mv script_openssl gpg_shred shred zip_password zip_one_password seven_zip_password""".split()
NEEDS = {"gpg_shred": "gpg", "zip_password": "zip", "zip_one_password": "zip", "seven_zip_password": "7z", "io_uring": "gcc"}
SLOW_TOOLS = ("openssl", "gpg", "zip", "shred")


class Agent:
    """The sensor as a child process, and the detections that it printed."""

    def __init__(self, command, keep):
        self.detections = []
        self.responses = []
        self.lines = [] if keep else None
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


def run_to_end(command, timeout=None):
    """The finished process, its output and errors as text, and whether it was in time."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        return process, *process.communicate(timeout=timeout), True
    except subprocess.TimeoutExpired:
        process.kill()
        return process, *process.communicate(), False


def boot_time(detection):
    """Boot clock of a detection in nanoseconds, from its wall clock timestamp."""
    text = detection["timestamp"].rstrip("Z")
    whole, _, fraction = text.partition(".")
    seconds = datetime.fromisoformat(whole).replace(tzinfo=timezone.utc).timestamp()
    wall = int(seconds) * 10**9 + int((fraction + "0" * 9)[:9])
    return wall - (time.time_ns() - time.clock_gettime_ns(time.CLOCK_BOOTTIME))


def files_for(shape, files):
    """Fewer where a tool starts for each."""
    return min(files, 60) if any(tool in shape for tool in SLOW_TOOLS) else files


def sandbox(name, files):
    root = os.path.join(tempfile.mkdtemp(prefix=f"sealwatch-{name}-"), "sandbox")
    subprocess.run([sys.executable, os.path.join(HERE, "locker.py"), "make", root, str(files)], check=True)
    time.sleep(0.5)
    return root


def attack(agent, recorder, shape, files, rate):
    root = sandbox(shape, files)
    before = len(agent.detections)
    recorder.begin()
    run, output, errors, _ = run_to_end([sys.executable, os.path.join(HERE, "locker.py"), shape, root, str(rate)])
    time.sleep(1)
    found = agent.detections[before:]
    shutil.rmtree(os.path.dirname(root))
    if run.returncode:
        return None, f"did not run: {errors.strip()[-100:]}"
    recorder.end("attack", shape, run.pid, root)
    finished = [int(line.split()[1]) for line in output.splitlines() if line.startswith("LOST")]
    if not found:
        return None, "missed"
    tipped = boot_time(found[0])
    lost = sum(moment < tipped for moment in finished) if finished else found[0]["ransomware.files_affected"] - 1
    return lost, "; ".join(found[0].get("ransomware.reasons", []))


def benign(agent, recorder, workload):
    root = sandbox(workload, 200)
    before = len(agent.detections)
    recorder.begin()
    run, _, _, in_time = run_to_end([os.path.join(HERE, "benign.sh"), workload, root], timeout=120)
    time.sleep(1)
    found = agent.detections[before:]
    shutil.rmtree(os.path.dirname(root))
    if in_time and run.returncode == 3:
        return None, "skipped: its program is not installed"
    recorder.end("benign", workload, run.pid, root)
    if found:
        return False, "; ".join(found[0].get("ransomware.reasons", []))
    return True, ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--rate", type=float, default=500)
    parser.add_argument("--only", default="")
    parser.add_argument("--agent", default=f"{LAUNCHER} run --output ndjson")
    parser.add_argument("--respond", choices=("stop", "kill"))
    parser.add_argument("--record", metavar="DIR", default="")
    options = parser.parse_args()
    wanted = set(filter(None, options.only.split(",")))
    if options.respond:
        shapes = [(shape, files_for(shape, options.files)) for shape in SHAPES
                  if (not wanted or shape in wanted) and (shape not in NEEDS or shutil.which(NEEDS[shape]))]
        sys.exit(1 if prove_response(options.respond, shapes, options.rate,
                                     lambda more: Agent(f"{options.agent} {more}", False), sandbox) else 0)
    workloads = subprocess.run([os.path.join(HERE, "benign.sh"), "list"], capture_output=True, text=True).stdout.split()
    agent = Agent(options.agent, bool(options.record))
    recorder = Recorder(agent, options.record)
    failures = 0
    losses = []
    try:
        print("| attack | files lost | why |\n|---|---|---|")
        for shape in SHAPES:
            if wanted and shape not in wanted:
                continue
            if shape in NEEDS and not shutil.which(NEEDS[shape]):
                print(f"| {shape} | skipped: {NEEDS[shape]} is not installed | |", flush=True)
                continue
            files = files_for(shape, options.files)
            lost, why = attack(agent, recorder, shape, files, options.rate)
            failures += lost is None or lost > MOST_LOST
            losses += [] if lost is None else [lost]
            print(f"| {shape} | {'-' if lost is None else lost} of {files} | {why} |", flush=True)
        if losses:
            print(f"\nMedian of files lost: {statistics.median(losses)}\n")
        print("| benign workload | result |\n|---|---|")
        for workload in workloads:
            if wanted and workload not in wanted:
                continue
            quiet, why = benign(agent, recorder, workload)
            failures += quiet is False
            print(f"| {workload} | {'quiet' if quiet else why if quiet is None else 'ALARM: ' + why} |", flush=True)
    finally:
        agent.stop()
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
