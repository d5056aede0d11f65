# SPDX-License-Identifier: Apache-2.0
"""decode_otlp.py DIRECTORY: reads OTLP/HTTP bodies (logs-*.bin, traces-*.bin, metrics-*.bin) with Python's own classes
of the protocol and prints what is in them; a field that the schema does not know, or bytes that another encoder would not
make, end it with 1."""
import json
import pathlib
import sys

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

REQUESTS = {"logs": ExportLogsServiceRequest, "traces": ExportTraceServiceRequest, "metrics": ExportMetricsServiceRequest}


def read(file, kind):
    body = file.read_bytes()
    request = kind.FromString(body)
    without_unknown = kind()
    without_unknown.CopyFrom(request)
    without_unknown.DiscardUnknownFields()
    if without_unknown.ByteSize() != len(body):
        raise SystemExit(f"{file}: {len(body)} bytes, of which the schema knows {without_unknown.ByteSize()}")
    return request


def keys(attributes):
    names = [attribute.key for attribute in attributes]
    if len(set(names)) != len(names) or any(attribute.value.WhichOneof("value") is None for attribute in attributes):
        raise SystemExit(f"a name twice or a value that is none: {names}")
    return names


def main():
    found = {"records": 0, "sequences": [], "spans": 0, "metrics": []}
    for file in sorted(pathlib.Path(sys.argv[1]).glob("*.bin")):
        signal = file.name.split("-")[0]
        request = read(file, REQUESTS[signal])
        if signal == "logs":
            for scope in (scope for resource in request.resource_logs for scope in resource.scope_logs):
                for record in scope.log_records:
                    found["records"] += 1
                    keys(record.attributes)
                    found["sequences"] += [a.value.int_value for a in record.attributes if a.key == "ransomware.sequence"]
                    if len(record.trace_id) not in (0, 16) or len(record.span_id) not in (0, 8) or not record.event_name:
                        raise SystemExit(f"a record with wrong ids or no name: {record}")
        elif signal == "traces":
            for scope in (scope for resource in request.resource_spans for scope in resource.scope_spans):
                for span in scope.spans:
                    keys(span.attributes)
                    found["spans"] += 1
        else:
            for scope in (scope for resource in request.resource_metrics for scope in resource.scope_metrics):
                found["metrics"] += [metric.name for metric in scope.metrics]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
