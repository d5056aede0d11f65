# SPDX-License-Identifier: Apache-2.0
"""Reads {"query": ..., "events": [...]} from standard input and prints how often Elastic's reference EQL engine matches."""
import datetime
import json
import sys

from eql import Event
from eql.engine import PythonEngine
from eql.parser import allow_negation, allow_runs, allow_sample, elasticsearch_syntax, ignore_missing_functions, parse_query

TICKS = 10_000_000  # of 100 ns in a second: the engine's clock


def nested(flat):
    tree = {}
    for key, value in flat.items():
        node = tree
        *path, leaf = key.split(".")
        for part in path:
            node = node.setdefault(part, {})
        node[leaf] = value
    return tree


def event(flat):
    moment = datetime.datetime.fromisoformat(flat["timestamp"].replace("Z", "+00:00"))
    return Event(flat["event.category"][0], int(moment.timestamp() * TICKS), nested(flat))


job = json.load(sys.stdin)
with elasticsearch_syntax, allow_runs, allow_sample, allow_negation, ignore_missing_functions:
    query = parse_query(job["query"], implied_any=True, implied_base=True)
matches = []
engine = PythonEngine({"print": False})
engine.add_query(query)
engine.add_output_hook(matches.append)
engine.stream_events(event(each) for each in job["events"])
print(len(matches))
