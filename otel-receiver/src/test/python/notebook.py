# SPDX-License-Identifier: Apache-2.0
"""Reads `--output csv` the way the notebooks of the original detector do: per process, sums and sequences of three."""
import collections
import json
import sys

import pandas as pd

TYPES = "OCDE"

events = pd.read_csv(sys.argv[1])
assert list(events.columns) == [
    "TS", "PID", "TYPE", "FLAG", "PATTERN", "OPEN", "CREATE", "DELETE", "ENCRYPT", "FILENAME"
], list(events.columns)
result = {}
for pid, group in events.sort_values("TS", kind="stable").groupby("PID"):
    letters = [TYPES[kind] for kind in group["TYPE"]]
    threes = collections.Counter("".join(letters[i:i + 3]) for i in range(len(letters) - 2))
    second = (group["TS"] - group["TS"].min()) // 1_000_000_000
    result[int(pid)] = {
        "rows": len(group),
        "sums": {letter: letters.count(letter) for letter in TYPES},
        "max_per_second": int(group.groupby(second).size().max()),
        "patterns": int((group["PATTERN"] > 0).sum()),
        "threes": dict(threes),
    }
json.dump(result, sys.stdout)
