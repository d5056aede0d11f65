#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures the export: the real agent under load, with a receiver in a process of its own that counts what arrives.

telemetry.py AGENT_COMMAND TOOLS_DIRECTORY SINK_COMMAND EXPORT_BENCH_COMMAND ROUNDS [AWAY_SECONDS]    prints one JSON object
"""
import json
import os
import re
import shlex
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

from agent import Agent, flood

EXPORTED = re.compile(r"OTLP logs: ([\d,]+) produced.* = ([\d,]+) delivered \+ ([\d,]+) in the spool \+ ([\d,]+) dropped")
WARM_UP = 60_000


class Sink:
    """The receiver; it can come up late, on a port that was chosen before."""

    def __init__(self, command, port=0, plain=False):
        arguments = [str(port)] + (["plain"] if plain else [])
        self.process = subprocess.Popen(shlex.split(command) + arguments, stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()

    def counts(self):
        with urllib.request.urlopen(self.url + "/counts") as answer:
            return json.load(answer)

    def until_first(self, longest=60):
        """Waits for the first record: an agent that found nobody tries again only from time to time."""
        end = time.monotonic() + longest
        while self.counts()["records"] == 0 and time.monotonic() < end:
            time.sleep(0.1)

    def until_quiet(self, longest=120):
        """Waits until nothing more arrives, except what the agent says of itself."""
        before, quiet, end = -1, 0, time.monotonic() + longest
        while quiet < 3 and time.monotonic() < end:
            time.sleep(1)
            now = self.counts()["records"]
            quiet = quiet + 1 if now - before < 100 else 0
            before = now

    def stop(self):
        self.process.terminate()
        self.process.wait()


class ExportingAgent(Agent):
    """The agent with a receiver, and a spool for the time without one."""

    def __init__(self, command, url, spool):
        os.environ["OTEL_EXPORTER_OTLP_ENDPOINT"] = url
        super().__init__(command, "--output", "none", "-s", f"otlp.spool.directory={spool}")
        self.highest_mib = 0

    def stop(self):
        """Ends it and returns its own account of the records."""
        self.highest_mib = max(self.highest_mib, self.resident_mib())
        self.process.send_signal(15)
        said = self.process.stderr.read()
        self.process.wait(60)
        lost = re.search(r"([\d,]+) lost in the kernel", said)
        numbers = [int(text.replace(",", "")) for text in EXPORTED.search(said).groups()]
        return dict(zip(("produced", "delivered", "spooled", "dropped"), numbers),
                    lost_in_kernel=int(lost.group(1).replace(",", "")) if lost else 0)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def loaded(agent, tools, sink, rate, seconds):
    """A rate for a while, after a warm-up at a tenth of it: the JVM interprets what it has not run often."""
    receiver = Sink(sink)
    with tempfile.TemporaryDirectory() as spool:
        one = ExportingAgent(agent, receiver.url, spool)
        flood(tools, WARM_UP, max(5000, rate // 5))
        before = one.cpu_seconds()
        start = time.monotonic()
        flooded = flood(tools, rate * seconds, rate)
        cpu = 100 * (one.cpu_seconds() - before) / (time.monotonic() - start)
        behind = time.monotonic()
        receiver.until_quiet()
        result = {"events_s": rate * seconds / flooded["seconds"], "seconds": flooded["seconds"], "cpu_percent": cpu,
                  "resident_mib": one.resident_mib(), "settled_after_s": time.monotonic() - behind - 3}
        result["agent"] = one.stop()
        result["receiver"] = receiver.counts()
    receiver.stop()
    return result


def away(agent, tools, sink, rate, seconds):
    """The receiver is away for some time under load and comes back while the load goes on."""
    port = free_port()
    with tempfile.TemporaryDirectory() as spool:
        one = ExportingAgent(agent, f"http://127.0.0.1:{port}", spool)
        generator = subprocess.Popen([f"{tools}/flood", "/tmp", "enoent", str(rate * (seconds + 15)), str(rate)],
                                     stdout=subprocess.DEVNULL)
        time.sleep(seconds)
        receiver = Sink(sink, port)
        back = time.monotonic()
        receiver.until_first()
        noticed = time.monotonic() - back
        generator.wait()
        receiver.until_quiet()
        result = {"away_s": seconds, "rate": rate, "noticed_after_s": noticed,
                  "drained_after_s": time.monotonic() - back - 3,
                  "resident_mib": one.resident_mib()}
        result["agent"] = one.stop()
        result["receiver"] = receiver.counts()
    receiver.stop()
    return result


def ratio(command, sink, rounds):
    receiver = Sink(sink, plain=True)
    try:
        said = subprocess.run(shlex.split(command) + [receiver.url, "250000", str(rounds)], check=True,
                              stdout=subprocess.PIPE, text=True).stdout
        return json.loads(said)
    finally:
        receiver.stop()


def main():
    agent, tools, sink, bench, rounds = sys.argv[1:5] + [int(sys.argv[5])]
    seconds = int(sys.argv[6]) if len(sys.argv) > 6 else 60
    json.dump({"ratio": ratio(bench, sink, rounds),
               "calm": loaded(agent, tools, sink, 5_000, 20),
               "busy": loaded(agent, tools, sink, 55_000, 20),
               "away": away(agent, tools, sink, 5_000, seconds)}, sys.stdout, indent=2)


if __name__ == "__main__":
    main()
