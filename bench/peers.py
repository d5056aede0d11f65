#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Side by side on the same floods: the sensor, a seed-style reader in C, bpftrace, BCC and libbpf-tools.

peers.py AGENT_COMMAND TOOLS_DIRECTORY ROUNDS OUT.json    prints a table

Every peer prints one line for each opened file into a file in memory; the flood opens one name that does not exist. So
what arrived is counted in the same way for all, by looking for that name: nobody is asked how much he lost.
"""
import json
import mmap
import os
import pathlib
import re
import shlex
import signal
import statistics
import subprocess
import sys
import tempfile
import time

MARK = b"sealwatch-flood-missing"
HELLO = "/sealwatch-peer-hello-{}"
RATES = (1_000, 10_000, 50_000, 100_000, 200_000, 400_000)
SECONDS = 3
SETTLE = 2.0
LONGEST_START = 30
BPFTRACE = 'tracepoint:syscalls:sys_enter_openat { printf("%d %s %s\\n", pid, comm, str(args->filename)); }'
BCC = r"""
import sys
from bcc import BPF
b = BPF(text='''
#include <uapi/linux/limits.h>
struct event { u32 pid; char comm[16]; char name[256]; };
BPF_RINGBUF_OUTPUT(events, 64);
TRACEPOINT_PROBE(syscalls, sys_enter_openat) {
  struct event *e = events.ringbuf_reserve(sizeof(*e));
  if (!e) return 0;
  e->pid = bpf_get_current_pid_tgid() >> 32;
  bpf_get_current_comm(e->comm, sizeof(e->comm));
  bpf_probe_read_user_str(e->name, sizeof(e->name), args->filename);
  events.ringbuf_submit(e, 0);
  return 0;
}''')
def show(ctx, data, size):
    e = b['events'].event(data)
    sys.stdout.write('%d %s %s\n' % (e.pid, e.comm.decode(), e.name.decode()))
b['events'].open_ring_buffer(show)
while True:
    b.ring_buffer_poll(100)
    sys.stdout.flush()
"""


class Peer:
    """A running peer; `seconds` is the time from its start to the first of our file names in its output."""

    def __init__(self, command, environment=None):
        self.output = tempfile.NamedTemporaryFile(dir="/dev/shm", prefix="sealwatch-peer-")
        self.errors = tempfile.NamedTemporaryFile(dir="/dev/shm", prefix="sealwatch-peer-err-")
        started = time.monotonic()
        self.process = subprocess.Popen(command, stdout=self.output, stderr=self.errors, start_new_session=True,
                                        env={**os.environ, **(environment or {})})
        number = 0
        while True:
            name = HELLO.format(number)
            number += 1
            try:
                os.close(os.open(name, os.O_RDONLY))
            except FileNotFoundError:
                pass
            if self.count(b"sealwatch-peer-hello") > 0:
                self.seconds = time.monotonic() - started
                return
            if self.process.poll() is not None or time.monotonic() - started > LONGEST_START:
                reason = self.reason()
                self.stop()
                raise RuntimeError(reason)
            time.sleep(0.02)

    def reason(self):
        text = pathlib.Path(self.errors.name).read_text(errors="replace") + pathlib.Path(self.output.name).read_text(
            errors="replace")[:2000]
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        worded = [line for line in lines if re.search(r"rror|nable|ailed|annot", line)]
        return (worded or lines or ["it printed nothing of ours within 30 s"])[-1][:160]

    def count(self, what):
        size = os.path.getsize(self.output.name)
        if size == 0:
            return 0
        with open(self.output.name, "rb") as file, mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) as text:
            found, at = 0, text.find(what)
            while at >= 0:
                found, at = found + 1, text.find(what, at + 1)
            return found

    def status(self, key):
        total = 0
        for pid in self.pids():
            text = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
            total += int(re.search(key + r":\s+(\d+)", text).group(1))
        return total / 1024

    def cpu(self):
        ticks = 0
        for pid in self.pids():
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def pids(self):
        return [self.process.pid]

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        self.output.close()
        self.errors.close()


def flood(tools, calls, rate):
    run = subprocess.run([f"{tools}/flood", "/tmp", "enoent", str(calls), str(rate)], check=True, capture_output=True,
                         text=True)
    return json.loads(run.stdout)


def settled(peer, expected):
    """What arrived, once nothing more comes."""
    last, since = -1, time.monotonic()
    while True:
        now = peer.count(MARK)
        if now != last:
            last, since = now, time.monotonic()
        if now >= expected or time.monotonic() - since > SETTLE:
            return now
        time.sleep(0.2)


def measure(make, tools, rounds, bare):
    starts = []
    for _ in range(max(1, rounds - 1)):
        peer = make()
        starts.append(peer.seconds)
        peer.stop()
    peer = make()
    starts.append(peer.seconds)
    result = {"start_seconds": statistics.median(starts), "floods": []}
    arrived = 0
    lossless = 0
    try:
        for rate in RATES:
            before = peer.cpu()
            run = flood(tools, rate * SECONDS, rate)
            total = settled(peer, arrived + rate * SECONDS)
            took = peer.cpu() - before
            got, arrived = total - arrived, total
            result["floods"].append({"rate": rate, "calls": rate * SECONDS, "arrived": got,
                                     "events_s": rate * SECONDS / run["seconds"],
                                     "cpu_us_per_event": 1e6 * took / got if got else None})
            if got == rate * SECONDS and lossless == len(result["floods"]) - 1:
                lossless += 1
        result["lossless_rate"] = RATES[lossless - 1] if lossless else 0
        at = result["floods"][1]
        result["cpu_us_per_event"] = at["cpu_us_per_event"]
        flat = [flood(tools, 500_000, 0)["ns_per_call"] for _ in range(rounds)]
        result["added_ns_per_call"] = statistics.median(flat) - bare
        result["resident_mib"] = peer.status("VmRSS")
        result["peak_mib"] = peer.status("VmHWM")
    finally:
        peer.stop()
    return result


def main():
    agent, tools, rounds, out = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
    script = tempfile.NamedTemporaryFile("w", suffix=".py", dir="/dev/shm")
    script.write(BCC)
    script.flush()
    seed = [f"{tools}/seedreader", f"{tools}/seed.bpf.o"]
    peers = {
        "sealwatch": lambda: Peer(shlex.split(agent) + ["--output", "table"]),
        "seed-style, 64 KiB, 500 ms": lambda: Peer(seed + ["65536", "500"]),
        "seed-style, 8 MiB, 5 ms": lambda: Peer(seed + ["8388608", "5"]),
        "bpftrace": lambda: Peer(["bpftrace", "-e", BPFTRACE]),
        "BCC (Python)": lambda: Peer(["/usr/bin/python3", script.name]),
        "BCC opensnoop": lambda: Peer(["opensnoop-bpfcc"], {"PYTHONUNBUFFERED": "1"}),
        "libbpf-tools opensnoop": lambda: Peer(["stdbuf", "-oL", "/usr/sbin/opensnoop"]),
    }
    bare = statistics.median(flood(tools, 500_000, 0)["ns_per_call"] for _ in range(rounds))
    report = {"bare_ns_per_call": bare, "rounds": rounds, "peers": {}}
    for name, make in peers.items():
        print(f"peers: {name}", file=sys.stderr, flush=True)
        try:
            report["peers"][name] = measure(make, tools, rounds, bare)
        except (RuntimeError, FileNotFoundError) as cannot:
            report["peers"][name] = {"cannot_run": str(cannot)}
    pathlib.Path(out).write_text(json.dumps(report, indent=2))
    table(report)
    print(out)


def table(report):
    print(f"one openat of a missing file without any of them: {report['bare_ns_per_call']:.0f} ns")
    print(f"{'':28} {'no loss up to':>14} {'CPU/event':>10} {'added/call':>11} {'resident':>9} {'start':>7}")
    for name, one in report["peers"].items():
        if "cannot_run" in one:
            print(f"{name:28} cannot run here: {one['cannot_run']}")
            continue
        rate = f"{one['lossless_rate']:,}/s" if one["lossless_rate"] else f"< {RATES[0]:,}/s"
        cpu = f"{one['cpu_us_per_event']:.2f} us" if one["cpu_us_per_event"] is not None else "-"
        print(f"{name:28} {rate:>14} {cpu:>10} {one['added_ns_per_call']:>8.0f} ns {one['resident_mib']:>5.0f} MiB "
              f"{one['start_seconds']:>5.2f} s")
    print("arrived of what was made, by rate:")
    for name, one in report["peers"].items():
        if "floods" in one:
            print(f"  {name:26} " + "  ".join(f"{flood['rate'] // 1000}k {100 * flood['arrived'] / flood['calls']:.4g} %"
                                              for flood in one["floods"]))


if __name__ == "__main__":
    main()
