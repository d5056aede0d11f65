#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Proves the sensor live: runs every attack shape and every benign workload against it and prints a table.

  prove.py [--files N] [--rate PER_SECOND] [--only NAME,NAME] [--agent COMMAND] [--respond stop|kill]

Needs root. The agent's command must print NDJSON; each attack works in a sandbox of its own under /tmp, which is removed
afterwards. Files lost: finished with before the kernel time of the event that tipped the verdict. The exit code is 0 when
every attack was detected with at most ten files lost and no benign workload raised anything.

With --respond the sensor stops or kills what it detects, in a control group of the attack's own and nowhere else. Each shape
then runs twice, at the rate and as fast as the disk takes it, and what counts is what is really changed on disk afterwards.
"""
import argparse
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

    def __init__(self, command):
        self.detections = []
        self.responses = []
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
            if '"ransomware.detection"' in line:
                self.detections.append(json.loads(line))
            elif '"ransomware.response"' in line:
                self.responses.append(json.loads(line))

    def stop(self):
        self.process.terminate()
        self.process.wait()


def boot_time(detection):
    """Boot clock of a detection in nanoseconds, from its wall clock timestamp."""
    text = detection["timestamp"].rstrip("Z")
    whole, _, fraction = text.partition(".")
    seconds = datetime.fromisoformat(whole).replace(tzinfo=timezone.utc).timestamp()
    wall = int(seconds) * 10**9 + int((fraction + "0" * 9)[:9])
    return wall - (time.time_ns() - time.clock_gettime_ns(time.CLOCK_BOOTTIME))


def sandbox(name, files):
    root = os.path.join(tempfile.mkdtemp(prefix=f"sealwatch-{name}-"), "sandbox")
    subprocess.run([sys.executable, os.path.join(HERE, "locker.py"), "make", root, str(files)], check=True)
    time.sleep(0.5)
    return root


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


def contained(agent, cage, shape, files, rate):
    """An attack with the response on: what was lost on disk, the longest time to a signal, who still ran at the end."""
    root = sandbox(shape, files)
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


def prove_response(options, wanted):
    """The table of the response; the number of failures."""
    cage = Cage()
    agent = Agent(f"{options.agent} --respond {options.respond} --set respond.within={cage.name}")
    failures = 0
    columns = {options.rate: [], 0: []}
    delays = []
    try:
        print(f"| attack | files lost with {options.respond} | unpaced | processes | ms from the event to the signal |")
        print("|---|---|---|---|---|")
        for shape in SHAPES:
            if (wanted and shape not in wanted) or (shape in NEEDS and not shutil.which(NEEDS[shape])):
                continue
            files = min(options.files, 60) if any(tool in shape for tool in SLOW_TOOLS) else options.files
            cells, processes, waits = [], [], []
            for rate, column in columns.items():
                lost, end, taken, delay = contained(agent, cage, shape, files, rate)
                # unpaced is reported, not required
                failures += rate > 0 and (lost is None or lost > MOST_LOST or end != "stopped")
                column += [] if lost is None else [lost]
                delays += [delay * 1000] if delay else []
                cells.append(f"{end}" if lost is None else f"{lost} of {files}" + ("" if end == "stopped" else f", {end}"))
                processes.append(str(taken))
                waits.append(f"{delay * 1000:.1f}")
            print(f"| {shape} | {' | '.join(cells)} | {', '.join(processes)} | {', '.join(waits)} |", flush=True)
        for rate, column in columns.items():
            if column:
                print(f"\nFiles lost {f'at {rate:g} a second' if rate else 'unpaced'}: median {statistics.median(column)}, "
                      f"most {max(column)} of {len(column)} shapes")
        if delays:
            print(f"\nFrom the event that tipped the verdict to the first signal: median {statistics.median(delays):.1f} ms, "
                  f"longest {max(delays):.1f} ms")
    finally:
        agent.stop()
        cage.remove()
    return failures


def attack(agent, shape, files, rate):
    root = sandbox(shape, files)
    before = len(agent.detections)
    run = subprocess.run([sys.executable, os.path.join(HERE, "locker.py"), shape, root, str(rate)],
                         capture_output=True, text=True)
    time.sleep(1)
    found = agent.detections[before:]
    shutil.rmtree(os.path.dirname(root))
    if run.returncode:
        return None, f"did not run: {run.stderr.strip()[-100:]}"
    finished = [int(line.split()[1]) for line in run.stdout.splitlines() if line.startswith("LOST")]
    if not found:
        return None, "missed"
    tipped = boot_time(found[0])
    lost = sum(moment < tipped for moment in finished) if finished else found[0]["ransomware.files_affected"] - 1
    return lost, "; ".join(found[0].get("ransomware.reasons", []))


def benign(agent, workload):
    root = sandbox(workload, 200)
    before = len(agent.detections)
    try:
        run = subprocess.run([os.path.join(HERE, "benign.sh"), workload, root], capture_output=True, timeout=120).returncode
    except subprocess.TimeoutExpired:
        run = "timeout"
    time.sleep(1)
    found = agent.detections[before:]
    shutil.rmtree(os.path.dirname(root))
    if run == 3:
        return None, "skipped: its program is not installed"
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
    options = parser.parse_args()
    wanted = set(filter(None, options.only.split(",")))
    if options.respond:
        sys.exit(1 if prove_response(options, wanted) else 0)
    workloads = subprocess.run([os.path.join(HERE, "benign.sh"), "list"], capture_output=True, text=True).stdout.split()
    agent = Agent(options.agent)
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
            files = min(options.files, 60) if any(tool in shape for tool in SLOW_TOOLS) else options.files
            lost, why = attack(agent, shape, files, options.rate)
            failures += lost is None or lost > MOST_LOST
            losses += [] if lost is None else [lost]
            print(f"| {shape} | {'-' if lost is None else lost} of {files} | {why} |", flush=True)
        if losses:
            print(f"\nMedian of files lost: {statistics.median(losses)}\n")
        print("| benign workload | result |\n|---|---|")
        for workload in workloads:
            if wanted and workload not in wanted:
                continue
            quiet, why = benign(agent, workload)
            failures += quiet is False
            print(f"| {workload} | {'quiet' if quiet else why if quiet is None else 'ALARM: ' + why} |", flush=True)
    finally:
        agent.stop()
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
