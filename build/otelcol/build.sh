#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the OpenTelemetry Collector that the tests run against and prints the path of the binary.
#   build.sh                   OTLP in, file and debug out
#   build.sh --elasticsearch   the Elasticsearch exporter, too: a second binary, as its modules are not in every Go proxy
#   build.sh --otlp            an OTLP exporter, too: a third, for the configuration that sends to a managed endpoint
# The result is kept in ${XDG_CACHE_HOME:-~/.cache}/sealwatch/otelcol[-variant]-<version>/; a second call costs nothing.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
version=$(sed -n 's/^  version: //p' "$here/builder.yaml")
variant=
case "${1:-}" in
    --elasticsearch) variant=-elasticsearch exporter=github.com/open-telemetry/opentelemetry-collector-contrib/exporter/elasticsearchexporter ;;
    --otlp) variant=-otlp exporter=go.opentelemetry.io/collector/exporter/otlphttpexporter ;;
esac
home=${XDG_CACHE_HOME:-$HOME/.cache}/sealwatch/otelcol$variant-$version
binary=$home/otelcol-sealwatch

manifest=$(cat "$here/builder.yaml")
if [ -n "$variant" ]; then
    manifest=$(printf '%s\n' "$manifest" | sed "s|^exporters:|&\n  - gomod: $exporter v$version|")
fi
is_built() {
    [ -x "$binary" ] && [ "$(cat "$home/builder.yaml" 2>/dev/null)" = "$manifest" ]
}

if is_built; then
    echo "$binary"
    exit 0
fi
if ! command -v go >/dev/null; then
    echo "otelcol: no Go toolchain. Install Go 1.26 or newer to build the collector." >&2
    exit 2
fi

mkdir -p "$home"
# Two test runs at once must not build over each other.
exec 9>"$home/lock"
flock 9
if ! is_built; then
    work=$(mktemp -d "$home/work.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    printf '%s\n' "$manifest" >"$work/builder.yaml"
    echo "otelcol: building $version, once; this takes some minutes" >&2
    (
        cd "$work"
        GOBIN=$work/bin go install "go.opentelemetry.io/collector/cmd/builder@v$version"
        CGO_ENABLED=0 ./bin/builder --config=builder.yaml
    ) >"$home/build.log" 2>&1 || {
        tail -n 20 "$home/build.log" >&2
        echo "otelcol: the build failed; all of its output is in $home/build.log" >&2
        exit 1
    }
    mv "$work/out/otelcol-sealwatch" "$binary.new"
    mv "$binary.new" "$binary"
    printf '%s\n' "$manifest" >"$home/builder.yaml"
fi
echo "$binary"
