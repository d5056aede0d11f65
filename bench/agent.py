#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures the running agent from outside: start-up, memory, loss, latency, and what the crypto probes cost.

agent.py AGENT_COMMAND TOOLS_DIRECTORY ROUNDS    prints one JSON object
"""
import json
import os
import re
import shlex
import signal
import statistics
import subprocess
import sys
import time
from datetime import datetime, timezone

ATTACHED = re.compile(r"probes attached")
ACCOUNTS = re.compile(r"([\d,]+) events produced")
LOST = re.compile(r"([\d,]+) lost in the kernel")
MISSING = "/sealwatch-flood-missing"


def number(match):
    return int(match.group(1).replace(",", "")) if match else 0


class Agent:
    """The agent as a process; `seconds` is the time from its start to all probes attached."""

    def __init__(self, command, *options, stdout=subprocess.DEVNULL):
        start = time.monotonic()
        self.process = subprocess.Popen(shlex.split(command) + list(options), stdout=stdout, stderr=subprocess.PIPE,
                                        text=True)
        said = ""
        for line in self.process.stderr:
            said += line
            if ATTACHED.search(line):
                self.seconds = time.monotonic() - start
                return
        raise SystemExit("agent.py: the agent did not attach: " + said)

    def resident_mib(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        """Ends it and returns (produced, lost)."""
        self.process.send_signal(signal.SIGTERM)
        said = self.process.stderr.read()
        self.process.wait(30)
        return number(ACCOUNTS.search(said)), number(LOST.search(said))


def run(*command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def flood(tools, calls, rate):
    return run(f"{tools}/flood", "/tmp", "enoent", str(calls), str(rate))


def start_up(agent, rounds):
    times = []
    for _ in range(rounds):
        one = Agent(agent, "--output", "none")
        times.append(one.seconds)
        one.stop()
    return {"seconds_median": statistics.median(times), "seconds_max": max(times)}


def memory(agent, tools):
    one = Agent(agent, "--output", "none")
    before = one.cpu_seconds()
    flooded = flood(tools, 200_000, 20_000)
    result = {"resident_mib": one.resident_mib(), "events_s": 200_000 / flooded["seconds"],
              "cpu_percent": 100 * (one.cpu_seconds() - before) / flooded["seconds"]}
    result["produced"], result["lost"] = one.stop()
    return result


def lossless(agent, tools, warm_up):
    """A JVM that has just started interprets its code: the loss of a cold agent is a figure of its own."""
    one = Agent(agent, "--output", "none")
    if warm_up:
        flood(tools, 100_000, 20_000)
    before = one.cpu_seconds()
    flooded = flood(tools, 2_000_000, 400_000)
    result = {"events_s": 2_000_000 / flooded["seconds"], "seconds": flooded["seconds"],
              "cpu_percent": 100 * (one.cpu_seconds() - before) / flooded["seconds"]}
    result["produced"], result["lost"] = one.stop()
    return result


def wall_ns(text):
    """Nanoseconds since 1970 of an RFC 3339 time with up to nine decimals."""
    seconds, _, fraction = text.rstrip("Z").partition(".")
    whole = datetime.fromisoformat(seconds).replace(tzinfo=timezone.utc)
    return int(whole.timestamp()) * 1_000_000_000 + int(fraction.ljust(9, "0"))


def latency(agent, tools):
    one = Agent(agent, "--output", "ndjson", stdout=subprocess.PIPE)
    generator = subprocess.Popen([f"{tools}/flood", "/tmp", "enoent", "5000", "1000"], stdout=subprocess.DEVNULL)
    waited = []
    for line in one.process.stdout:
        now = time.time_ns()
        if MISSING in line:
            waited.append((now - wall_ns(json.loads(line)["timestamp"])) / 1000)
            if len(waited) == 5000:
                break
    generator.wait()
    one.process.stdout.close()
    one.process.send_signal(signal.SIGTERM)
    one.process.stderr.read()
    one.process.wait(30)
    # the first events meet a cold JVM
    warm = sorted(waited[1000:])
    return {"p50_us": warm[len(warm) // 2], "p99_us": warm[len(warm) * 99 // 100], "max_us": warm[-1]}


def crypto(agent, tools, rounds):
    figures = {"without": [], "with": []}
    for _ in range(rounds):
        figures["without"].append(run(f"{tools}/evp", "0.5"))
        one = Agent(agent, "--output", "none")
        figures["with"].append(run(f"{tools}/evp", "0.5"))
        one.stop()
    return {name: {key: statistics.median(one[key] for one in all_) for key in all_[0]}
            for name, all_ in figures.items()}


def main():
    agent, tools, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    json.dump({"start_up": start_up(agent, rounds), "memory": memory(agent, tools),
               "lossless": lossless(agent, tools, True), "lossless_cold": lossless(agent, tools, False), "latency": latency(agent, tools),
               "crypto": crypto(agent, tools, min(rounds, 3))}, sys.stdout, indent=2)


if __name__ == "__main__":
    main()
