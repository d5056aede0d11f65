#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What judging costs and how long a verdict takes.

detection.py AGENT_COMMAND TOOLS_DIRECTORY ROUNDS    prints one JSON object

Cost: processor time of the agent, printing NDJSON, under one load of file work, with the detector and without, in pairs; once with the same
records on both sides (scoring alone), once with all that only the detector needs left out on the other side (reads too).
Latency: from the kernel time of the event that tipped a verdict to its line of output, while 20,000 other events a second
come, over many small attacks. The attacks work in folders of their own under /tmp.
"""
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from agent import Agent, flood, wall_ns

HERE = os.path.dirname(os.path.abspath(__file__))
LOCKER = os.path.join(HERE, "..", "otel-receiver", "src", "prove", "locker.py")
WITHOUT = ("-s", "detection.enabled=false")
WITHOUT_READS = WITHOUT + ("-s", "probes.sample-reads=false")
RATE = 20_000
ATTACKS = 30
# everyday file work: half of the content is text, a third of the files are renamed, all are deleted
WORK = """
import os, sys, time
root, files, rate = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
text, noise = b"the quick brown fox jumps over the lazy dog. " * 200, os.urandom(9000)
start = time.monotonic()
for i in range(files):
    path = f"{root}/f{i}.txt"
    with open(path, "wb", 0) as out: out.write(text if i % 2 else noise)
    with open(path, "rb", 0) as back: back.read(9000)
    if i % 3 == 0: os.rename(path, path + ".old"); path += ".old"
    os.remove(path)
    ahead = start + i / rate - time.monotonic()
    if ahead > 0: time.sleep(ahead)
"""


def work(files, rate):
    root = tempfile.mkdtemp(prefix="sealwatch-bench-")
    try:
        subprocess.run([sys.executable, "-c", WORK, root, str(files), str(rate)], check=True)
    finally:
        shutil.rmtree(root)


def cpu(agent, load, options, output):
    """Seconds of processor time of an agent that is warm."""
    one = Agent(agent, "--output", output, *options)
    load(0.3)
    before = one.cpu_seconds()
    load(1)
    used = one.cpu_seconds() - before
    produced, lost = one.stop()
    return used, produced, lost


def cost(agent, load, against, rounds, output="ndjson"):
    pairs = []
    for number in range(rounds):
        order = [(), against] if number % 2 == 0 else [against, ()]
        seconds = {options: cpu(agent, load, options, output) for options in order}
        pairs.append((seconds[()][0], seconds[against][0]))
    return {"with_s": statistics.median(one for one, _ in pairs), "without_s": statistics.median(one for _, one in pairs),
            "ratio": statistics.median(one / other for one, other in pairs), "pairs": pairs}


def attack():
    folder = tempfile.mkdtemp(prefix="sealwatch-bench-")
    root = os.path.join(folder, "sandbox")
    quiet = {"stdout": subprocess.DEVNULL, "check": True}
    try:
        subprocess.run([sys.executable, LOCKER, "make", root, "12"], **quiet)
        subprocess.run([sys.executable, LOCKER, "create_delete", root, "500"], **quiet)
    finally:
        shutil.rmtree(folder)


def latency(agent, tools):
    one = Agent(agent, "--output", "ndjson", stdout=subprocess.PIPE)
    waited, lines = [], [0]

    def read():
        for line in one.process.stdout:
            now = time.time_ns()
            lines[0] += 1
            if '"ransomware.detection"' in line:
                event = json.loads(line)
                if event["event.kind"] == "alert" and "sealwatch-bench-" in event.get("process.command_line", ""):
                    waited.append((now - wall_ns(event["timestamp"])) / 1e6)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    flood(tools, 100_000, RATE)
    background = subprocess.Popen([f"{tools}/flood", "/tmp", "enoent", str(RATE * 120), str(RATE)], stdout=subprocess.DEVNULL)
    waited.clear()
    lines[0] = 0
    start = time.monotonic()
    try:
        for _ in range(ATTACKS):
            attack()
        time.sleep(0.5)
        seconds = time.monotonic() - start
    finally:
        background.terminate()
        background.wait()
    rate = lines[0] / seconds
    one.process.send_signal(signal.SIGTERM)
    one.process.stderr.read()
    reader.join(30)
    one.process.wait(30)
    waited.sort()
    if not waited:
        raise SystemExit("detection.py: no attack was detected")
    return {"verdicts": len(waited), "attacks": ATTACKS, "events_s": rate, "p50_ms": statistics.median(waited),
            "p90_ms": waited[len(waited) * 9 // 10], "max_ms": waited[-1]}


def main():
    agent, tools, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    files = lambda share: work(int(6000 * share), 1000)
    opens = lambda share: flood(tools, int(200_000 * share), RATE)
    json.dump({"scoring": cost(agent, files, WITHOUT, rounds),
               "scoring_and_reads": cost(agent, files, WITHOUT_READS, rounds),
               "no_output": cost(agent, files, WITHOUT, max(1, rounds // 2), "none"),
               "opens": cost(agent, opens, WITHOUT_READS, max(1, rounds // 2)),
               "latency": latency(agent, tools)}, sys.stdout, indent=2)


if __name__ == "__main__":
    main()
