#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Proves the sensor live: runs every attack shape and every benign workload against it and prints a table.

  prove.py [--files N] [--rate PER_SECOND] [--only NAME,NAME] [--agent COMMAND]

Needs root. The agent's command must print NDJSON; each attack works in a sandbox of its own under /tmp, which is removed
afterwards. Files lost: finished with before the kernel time of the event that tipped the verdict. The exit code is 0 when
every attack was detected with at most ten files lost and no benign workload raised anything.
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
    options = parser.parse_args()
    wanted = set(filter(None, options.only.split(",")))
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
