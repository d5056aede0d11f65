#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""report.py DIRECTORY: joins the parts of a bench run into bench.json and prints the table, targets beside figures."""
import json
import pathlib
import sys


def ratio(modes, mode, against, op):
    base = modes["none"][op]
    theirs = modes[against][op] - base
    return (modes[mode][op] - base) / theirs if theirs > 0 else float("nan")


def overhead(report, row):
    modes = {mode["mode"]: {op: ns["median"] for op, ns in mode["ns"].items()} for mode in report["modes"]}
    ours = "agent" if "agent" in modes else "ours"
    counted = "agent_counted" if "agent_counted" in modes else "ours_counted"
    for op in ("openat_enoent", "open_close", "create_close_unlink"):
        row(f"{op}: added, against timed seed", ratio(modes, ours, "seed_timed", op), 1.0, "x")
        row(f"{op}: added, against epoll seed", ratio(modes, ours, "seed_epoll", op), 0.3, "x")
    row("openat_enoent: added, read-only opens counted", ratio(modes, counted, "seed_timed", "openat_enoent"), 0.4, "x")
    for op in modes["none"]:
        added = {mode: ns[op] - modes["none"][op] for mode, ns in modes.items()}
        text = "  ".join(f"{mode} {value:+.0f}" for mode, value in added.items() if mode != "none")
        print(f"    {op} ({modes['none'][op]:.0f} ns): {text}")
    for mode in report["modes"]:
        if mode["produced"]:
            print(f"    {mode['mode']}: produced {mode['produced']:,}, lost {mode['lost']:,}")


def main():
    folder = pathlib.Path(sys.argv[1])
    parts = {path.stem: json.loads(path.read_text()) for path in sorted(folder.glob("*.json")) if path.stem != "bench"}
    (folder / "bench.json").write_text(json.dumps(parts, indent=2))
    missed = []

    def row(name, figure, target=None, unit=""):
        verdict = "" if target is None else "ok" if figure <= target else "MISSED"
        if verdict == "MISSED":
            missed.append(name)
        bound = "" if target is None else f"<= {target:g}"
        print(f"{name:58} {figure:10.2f} {unit:5} {bound:10} {verdict}")

    if "overhead" in parts:
        overhead(parts["overhead"], row)
    if "drain" in parts and "jmh" in parts:
        jmh = {one["benchmark"].rsplit(".", 1)[1]: one for one in parts["jmh"]}
        c = parts["drain"]["c_libbpf_ns"]
        for name, target in (("readEveryField", 1.5), ("flagEveryRecord", 15)):
            ns = jmh[name]["primaryMetric"]["score"]
            row(f"{name}: {ns:.1f} ns in Java, {c:.1f} in C (libbpf)", ns / c, target, "x")
            allocated = jmh[name]["secondaryMetrics"]["gc.alloc.rate.norm"]["score"]
            row(f"{name}: allocated per record", allocated, 0.01, "B")
    if "agent" in parts:
        agent = parts["agent"]
        row("start to all probes attached", agent["start_up"]["seconds_median"], 1, "s")
        row(f"resident at {agent['memory']['events_s']:.0f} events/s", agent["memory"]["resident_mib"], 128, "MiB")
        row("processor at that rate", agent["memory"]["cpu_percent"], None, "%")
        row(f"lost at {agent['lossless']['events_s']:.0f} events/s for {agent['lossless']['seconds']:.1f} s",
            agent["lossless"]["lost"], 0, "")
        row("processor at that rate", agent["lossless"]["cpu_percent"], None, "%")
        row("event to output at 1,000 events/s, p50", agent["latency"]["p50_us"] / 1000, None, "ms")
        row("event to output at 1,000 events/s, p99", agent["latency"]["p99_us"] / 1000, 2, "ms")
        for key in ("bulk_mb_s", "init_per_record_mb_s"):
            row(f"EVP {key}: with the crypto probes, of without",
                agent["crypto"]["with"][key] / agent["crypto"]["without"][key], None, "x")
    print(f"\n{folder / 'bench.json'}" + (f"; {len(missed)} targets missed" if missed else "; all targets met"))


if __name__ == "__main__":
    main()
