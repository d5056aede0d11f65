#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the sensor for long under mixed load, with an export whose receiver goes away for a while, and judges.

soak.py AGENT_COMMAND FLOOD [--minutes 30] [--rate 10000] [--out DIR]

Every 10 s: resident memory, heap, descriptors, threads, spool. Exits with 0 when memory is flat, nothing was lost without
an account, and the spool stayed in its bounds; with 3 when not.
"""
import argparse
import http.server
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
import zlib

SAMPLE_SECONDS = 10
SPOOL_BYTES = 128 << 20
# what a JVM moves about by itself within an hour
FLAT_MIB = 8
SEQUENCE = b"ransomware.sequence"
LOGS_LINES_MOST = 60


class Receiver(http.server.BaseHTTPRequestHandler):
    """An OTLP receiver that counts records by an attribute which each has once."""
    protocol_version = "HTTP/1.1"
    logs = 0
    requests = 0
    away = False

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            body = zlib.decompress(body, 31)
        status = 503 if Receiver.away else 200
        if status == 200:
            Receiver.requests += 1
            if self.path.endswith("/logs"):
                Receiver.logs += body.count(SEQUENCE)
        self.send_response(status)
        self.send_header("Content-Type", "application/x-protobuf")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


def load(flood, folder, rate):
    """About `rate` events a second: opens, creates with deletes, and what shells and tools do."""
    everyday = f"""
        cd {shlex.quote(str(folder))} || exit 1
        while :; do
          for i in 1 2 3 4 5 6 7 8; do
            head -c 20000 /dev/urandom > data-$i; cp data-$i copy-$i; mv copy-$i moved-$i; gzip -f data-$i
          done
          grep -rq nothing . ; tar cf all.tar . 2>/dev/null; rm -f moved-* data-* all.tar
          sleep 0.2
        done"""
    (folder / "flood").mkdir()
    commands = [
        [flood, "/tmp", "enoent", str(10 ** 12), str(int(rate * 0.5))],
        # each is a create and a delete
        [flood, str(folder / "flood"), "churn", str(10 ** 12), str(int(rate * 0.2))],
        ["sh", "-c", everyday],
    ]
    return [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
            for command in commands]


def status(pid, key):
    return int(re.search(key + r":\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1))


def heap_mib(pid):
    """Used heap, when there is a JDK to ask with."""
    jcmd = shutil.which("jcmd")
    if not jcmd:
        return None
    said = subprocess.run([jcmd, str(pid), "GC.heap_info"], capture_output=True, text=True, check=False).stdout
    used = [int(kib) for kib in re.findall(r"(?:generation|heap).* used (\d+)K", said)]
    return sum(used) / 1024 if used else None


def spool_bytes(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.exists() else 0


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def slope_per_hour(samples, key):
    """Least squares over the second half: what is warm by then is to stay as it is."""
    points = [(one["seconds"], one[key]) for one in samples[len(samples) // 2:] if one[key] is not None]
    if len(points) < 3:
        return None
    middle = sum(x for x, _ in points) / len(points)
    mean = sum(y for _, y in points) / len(points)
    spread = sum((x - middle) ** 2 for x, _ in points)
    return 3600 * sum((x - middle) * (y - mean) for x, y in points) / spread


def numbers(said):
    """What the sensor says at its end; None when it did not come to that."""
    sensor = re.search(r"([\d,]+) events produced(?: and ([\d,]+) of its own)? = ([\d,]+) shown", said)
    export = re.search(r"OTLP logs: ([\d,]+) produced = ([\d,]+) delivered \+ ([\d,]+) in the spool \+ ([\d,]+) dropped",
                       said)
    if not sensor or not export:
        return None
    value = lambda text: int(text.replace(",", "")) if text else 0
    found = lambda pattern: value(match.group(1)) if (match := re.search(pattern, said)) else 0
    return {"produced": value(sensor.group(1)), "own": value(sensor.group(2)), "shown": value(sensor.group(3)),
            "reads": found(r"([\d,]+) reads that only the detector looks at"),
            "lost": found(r"([\d,]+) lost in the kernel"),
            **dict(zip(("exported", "delivered", "spooled", "dropped"), map(value, export.groups())))}


def explained(accounts, arrived):
    """Each event is somewhere: shown, looked at, or lost and said; and each exported one arrived, waits, or was dropped."""
    return (accounts["produced"] + accounts["own"] == accounts["shown"] + accounts["reads"] + accounts["lost"]
            and accounts["exported"] == accounts["shown"]
            and accounts["exported"] == accounts["delivered"] + accounts["spooled"] + accounts["dropped"]
            and accounts["delivered"] == arrived)


def run(arguments):
    out = pathlib.Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    work = pathlib.Path(tempfile.mkdtemp(prefix="sealwatch-soak-"))
    spool = work / "spool"
    server = Server(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    command = shlex.split(arguments.agent) + [
        "--output", "none", "-s", f"otlp.endpoint=http://127.0.0.1:{server.server_port}", "-s", "otlp.enabled=true",
        "-s", f"otlp.spool.directory={spool}", "-s", f"otlp.spool.max_bytes={SPOOL_BYTES}"]
    log = open(out / "soak.log", "w+", encoding="utf-8")
    agent = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log, start_new_session=True)
    workers = []
    samples = []
    seconds = arguments.minutes * 60
    # away for a tenth of the time, at most two minutes, in the middle
    outage = (seconds * 0.4, seconds * 0.4 + min(120, seconds * 0.1))
    try:
        time.sleep(3)
        if agent.poll() is not None:
            raise SystemExit("soak: the sensor did not start: " + (out / "soak.log").read_text())
        workers = load(arguments.flood, work, arguments.rate)
        start = time.monotonic()
        while (passed := time.monotonic() - start) < seconds:
            Receiver.away = outage[0] <= passed < outage[1]
            samples.append({
                "seconds": round(passed, 1), "resident_mib": status(agent.pid, "VmRSS") / 1024,
                "heap_mib": heap_mib(agent.pid), "descriptors": len(os.listdir(f"/proc/{agent.pid}/fd")),
                "threads": status(agent.pid, "Threads"), "spool_mib": spool_bytes(spool) / 2 ** 20,
                "cpu_seconds": cpu_seconds(agent.pid), "delivered": Receiver.logs, "away": Receiver.away})
            print("{seconds:7.0f} s  {resident_mib:6.1f} MiB  {descriptors} fds  {threads} threads  "
                  "{spool_mib:5.1f} MiB spooled  {delivered:,} delivered{0}".format(
                      "  (receiver away)" if Receiver.away else "", **samples[-1]), file=sys.stderr, flush=True)
            time.sleep(max(0, min(SAMPLE_SECONDS - (time.monotonic() - start) % SAMPLE_SECONDS,
                                  seconds - (time.monotonic() - start))))
        for worker in workers:
            os.killpg(worker.pid, signal.SIGKILL)
        workers = []
        # what was spooled follows
        Receiver.away = False
        deadline = time.monotonic() + 60
        while spool_bytes(spool / "logs") > 4096 and time.monotonic() < deadline:
            time.sleep(1)
    finally:
        for worker in workers:
            os.killpg(worker.pid, signal.SIGKILL)
        agent.send_signal(signal.SIGTERM)
        try:
            agent.wait(30)
        except subprocess.TimeoutExpired:
            agent.kill()
        shutil.rmtree(work, ignore_errors=True)
    said = (out / "soak.log").read_text()
    return judge(arguments, samples, said, agent.returncode)


def judge(arguments, samples, said, code):
    accounts = numbers(said)
    seconds = samples[-1]["seconds"] or 1
    fds = [one["descriptors"] for one in samples[len(samples) // 2:]]
    slope = slope_per_hour(samples, "resident_mib")
    growth = slope * seconds / 2 / 3600 if slope is not None else None
    rate = accounts["produced"] / seconds if accounts else 0
    lines = len(said.splitlines())
    verdicts = {
        "the sensor ended as asked": code == 0 and accounts is not None,
        f"at least 90 % of {arguments.rate:,} events/s were made": rate >= 0.9 * arguments.rate,
        f"memory is flat (less than {FLAT_MIB} MiB in the second half)": growth is not None and growth < FLAT_MIB,
        "descriptors are flat": max(fds) - min(fds) <= 4,
        "every event is accounted for, from the kernel to the receiver": accounts is not None
                                                                         and explained(accounts, Receiver.logs),
        "nothing was lost in the kernel": accounts is not None and accounts["lost"] == 0,
        "everything shown was delivered": accounts is not None and Receiver.logs == accounts["shown"],
        "the spool stayed in its bounds": max(one["spool_mib"] for one in samples) <= SPOOL_BYTES / 2 ** 20,
        f"the log has at most {LOGS_LINES_MOST} lines": lines <= LOGS_LINES_MOST,
    }
    report = {"minutes": arguments.minutes, "rate": arguments.rate, "events_s": rate, "accounts": accounts,
              "delivered": Receiver.logs, "resident_mib_per_hour": slope, "grown_mib": growth,
              "heap_mib_per_hour": slope_per_hour(samples, "heap_mib"), "log_lines": lines,
              "spool_mib_most": max(one["spool_mib"] for one in samples),
              "cpu_percent": 100 * (samples[-1]["cpu_seconds"] - samples[0]["cpu_seconds"]) / seconds,
              "verdicts": verdicts, "samples": samples}
    target = pathlib.Path(arguments.out) / "soak.json"
    target.write_text(json.dumps(report, indent=2))
    print(f"{seconds / 60:.1f} minutes, {rate:,.0f} events/s, {report['cpu_percent']:.0f} % of a core; resident "
          f"{samples[0]['resident_mib']:.0f} -> {samples[-1]['resident_mib']:.0f} MiB"
          + (f", grown by {growth:.1f} MiB in the second half" if growth is not None else "")
          + f"; spool at most {report['spool_mib_most']:.1f} MiB; {lines} lines of log")
    print(f"accounts: {accounts}; delivered {Receiver.logs:,}")
    for name, holds in verdicts.items():
        print(f"  {'ok    ' if holds else 'MISSED'}  {name}")
    print(target)
    return 0 if all(verdicts.values()) else 3


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("agent")
    parser.add_argument("flood")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rate", type=int, default=10_000)
    parser.add_argument("--out", default="soak")
    sys.exit(run(parser.parse_args()))


if __name__ == "__main__":
    main()
