#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""report.py DIRECTORY [PART]: joins the parts of a bench run into bench.json and prints the table, targets beside figures."""
import json
import pathlib
import statistics
import sys


def added(modes, mode, op):
    """Median over the rounds of the difference to the same round without probes."""
    return statistics.median(one - base for one, base in
                             zip(modes[mode][op]["rounds"], modes["none"][op]["rounds"]))


def ratio(modes, mode, against, op):
    theirs = added(modes, against, op)
    return added(modes, mode, op) / theirs if theirs > 0 else float("nan")


def overhead(report, row):
    modes = {mode["mode"]: mode["ns"] for mode in report["modes"]}
    ours = "agent" if "agent" in modes else "ours"
    counted = "agent_counted" if "agent_counted" in modes else "ours_counted"
    # what people run has the targets; our probes with a reader in C, and open + close, explain them
    for reader in dict.fromkeys((ours, "ours")):
        for op in ("openat_enoent", "create_close_unlink", "open_close"):
            asked = reader == ours and op != "open_close"
            for seed, target in (("timed", 1.0), ("epoll", 0.3)):
                row(f"{op}: {reader} against the {seed} seed", ratio(modes, reader, f"seed_{seed}", op),
                    target if asked else None, "x")
    for reader in dict.fromkeys((counted, "ours_counted")):
        row(f"openat_enoent: {reader} against the timed seed", ratio(modes, reader, "seed_timed", "openat_enoent"),
            0.4 if reader == counted else None, "x")
    for op, base in modes["none"].items():
        text = "  ".join(f"{mode} {added(modes, mode, op):+.0f}" for mode in modes if mode != "none")
        print(f"    {op} ({base['median']:.0f} ns): {text}")
    for mode in report["modes"]:
        if mode["produced"]:
            print(f"    {mode['mode']}: produced {mode['produced']:,}, lost {mode['lost']:,}")


def at_least(row, name, figure, target, unit):
    """A row whose figure must reach its target: what is missing is shown."""
    row(f"{name}: {figure:,.0f} {unit}, missing to {target:,.0f}", max(0, target - figure), 0, unit)


def telemetry(part, row):
    ratios = [one["ratio"] for one in part["ratio"]["rounds"]]
    ours = statistics.median(one["ours_us"] for one in part["ratio"]["rounds"])
    bare = statistics.median(one["bare_us"] for one in part["ratio"]["rounds"])
    row(f"ring to OTLP: {ours:.2f} us CPU, SDK exporter on ready records {bare:.2f}", statistics.median(ratios), 1.5, "x")
    busy, calm, away = part["busy"], part["calm"], part["away"]
    at_least(row, "exported while events are made", busy["events_s"], 50_000, "/s")
    row(f"processor at {busy['events_s']:,.0f} exported events/s", busy["cpu_percent"], None, "%")
    row(f"processor at {calm['events_s']:,.0f} exported events/s", calm["cpu_percent"], 15, "%")
    row("resident at that rate", calm["resident_mib"], 200, "MiB")
    row(f"resident with the receiver away for {away['away_s']} s", away["resident_mib"], None, "MiB")
    row("its return noticed after", away["noticed_after_s"], None, "s")
    row("spool empty after its return", away["drained_after_s"], None, "s")
    for name, one in (("busy", busy), ("calm", calm), ("away", away)):
        agent, receiver = one["agent"], one["receiver"]
        print(f"    {name}: agent {agent['produced']:,} produced = {agent['delivered']:,} delivered + {agent['spooled']:,}"
              f" spooled + {agent['dropped']:,} dropped; receiver {receiver['distinct']:,} distinct,"
              f" {receiver['doubles']:,} double, {receiver['out_of_order']:,} out of order")
        row(f"{name}: lost in the kernel", agent["lost_in_kernel"], 0, "")
        row(f"{name}: produced and not arrived", agent["produced"] - receiver["distinct"], 0, "")
        row(f"{name}: arrived twice or out of order", receiver["doubles"] + receiver["out_of_order"], 0, "")


def strategies(part, row):
    """What each adds, in instructions, and lsm's of tracepoint's; the table's own lines carry the figures."""
    facts = [fact for machine in part["machines"] for fact in machine["facts"] if fact["fact"] == "cost"]
    for operation in dict.fromkeys(fact["operation"] for fact in facts):
        none, tracepoint, lsm = (statistics.median(
            fact["ns"] for fact in facts if fact["operation"] == operation and fact["mode"] == mode)
            for mode in ("none", "tracepoint", "lsm"))
        name = f"{operation} ({none:,.0f} instructions): {tracepoint - none:+,.0f} and {lsm - none:+,.0f}"
        if tracepoint - none > 100:
            row(f"{name}; lsm of tracepoint", (lsm - none) / (tracepoint - none), None, "x")
        else:
            print(f"    {name}: neither is in its way")
    for problem in part["problems"]:
        row(f"strategies: {problem}", 1, 0, "")


def main():
    only = sys.argv[2:]
    folder = pathlib.Path(sys.argv[1])
    parts = {path.stem: json.loads(path.read_text()) for path in sorted(folder.glob("*.json")) if path.stem != "bench" and (not only or path.stem in only)}
    (folder / "bench.json").write_text(json.dumps(parts, indent=2))
    missed = []

    def row(name, figure, target=None, unit=""):
        verdict = "" if target is None else "ok" if figure <= target else "MISSED"
        if verdict == "MISSED":
            missed.append(name)
        bound = "" if target is None else f"<= {target:g}"
        print(f"{name:58} {figure:10.2f} {unit:5} {bound:10} {verdict}")

    if "probes" in parts:
        overhead(parts["probes"], row)
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
        row("lost at the same rate by an agent that has just started", agent["lossless_cold"]["lost"])
        row("event to output at 1,000 events/s, p50", agent["latency"]["p50_us"] / 1000, None, "ms")
        row("event to output at 1,000 events/s, p99", agent["latency"]["p99_us"] / 1000, 2, "ms")
        for key in ("bulk_mb_s", "init_per_record_mb_s"):
            row(f"EVP {key}: with the crypto probes, of without",
                agent["crypto"]["with"][key] / agent["crypto"]["without"][key], None, "x")
    if "index" in parts:
        index = parts["index"]
        row(f"index: {index['bytes_with_templates']:.0f} bytes per event ({index['events']:,} events), of dynamic mapping's "
            f"{index['bytes_without']:.0f}", index["ratio"], 0.6, "x")
    if "detection" in parts:
        judged = parts["detection"]
        row("file work: processor with the detector, of without", judged["scoring"]["ratio"], 1.25, "x")
        row("the same, of without it and without sampled reads", judged["scoring_and_reads"]["ratio"], None, "x")
        row("the same work, nothing printed", judged["no_output"]["ratio"], None, "x")
        row("opens at 20,000/s: with the detector, of without", judged["opens"]["ratio"], 1.25, "x")
        late = judged["latency"]
        row(f"verdict to output at {late['events_s']:.0f} events/s, p50 of {late['verdicts']}", late["p50_ms"], 5, "ms")
        row("the same, p90", late["p90_ms"], None, "ms")
    if "telemetry" in parts:
        telemetry(parts["telemetry"], row)
    if "strategies" in parts:
        strategies(parts["strategies"], row)
    print(f"\n{folder / 'bench.json'}" + (f"; {len(missed)} targets missed" if missed else "; all targets met"))


if __name__ == "__main__":
    main()
