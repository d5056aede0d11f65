#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the OpenTelemetry Collector that the tests run against and prints the path of the binary.
#   build.sh                   OTLP in, file and debug out
#   build.sh --elasticsearch   OTLP in, Elasticsearch out: another binary, on the release that its manifest names
#   build.sh --otlp            OTLP in, OTLP out: for the configuration that sends to a managed endpoint
# The result is kept in ${XDG_CACHE_HOME:-~/.cache}/sealwatch/otelcol[-variant]-<version>/; a second call costs nothing.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
variant=
case "${1:-}" in
    --elasticsearch | --otlp) variant=-${1#--} ;;
esac
manifest=$here/builder$variant.yaml
version=$(sed -n 's/^  version: //p' "$manifest")
home=${XDG_CACHE_HOME:-$HOME/.cache}/sealwatch/otelcol$variant-$version
binary=$home/otelcol-sealwatch

is_built() {
    [ -x "$binary" ] && cmp -s "$manifest" "$home/builder.yaml"
}

if is_built; then
    echo "$binary"
    exit 0
fi
if ! command -v go >/dev/null; then
    echo "otelcol: no Go toolchain. Install Go 1.26 or newer to build the collector." >&2
    exit 2
fi

# The checksum database does not know every module that the Elasticsearch exporter stands on. The exporter's own go.sum does,
# and it is part of what the database vouches for: beginning with it, nothing is taken on trust.
take_sums_of_exporter() {
    exporter=$(sed -n 's/.*gomod: \(.*elasticsearchexporter\) \(v.*\)/\1@\2/p' "$manifest")
    [ -n "$exporter" ] || return 0
    mkdir -p out sums
    (cd sums && go mod init sums && go mod download -json "$exporter") >sums/exporter.json || return
    cp "$(sed -n 's/.*"Dir": "\(.*\)".*/\1/p' sums/exporter.json)/go.sum" out/go.sum && chmod u+w out/go.sum
}

mkdir -p "$home"
# Two test runs at once must not build over each other.
exec 9>"$home/lock"
flock 9
if ! is_built; then
    work=$(mktemp -d "$home/work.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    cp "$manifest" "$work/builder.yaml"
    echo "otelcol: building $version, once; this takes some minutes" >&2
    (
        cd "$work" &&
            take_sums_of_exporter &&
            GOBIN=$work/bin go install "go.opentelemetry.io/collector/cmd/builder@v$version" &&
            CGO_ENABLED=0 ./bin/builder --config=builder.yaml
    ) >"$home/build.log" 2>&1 || {
        tail -n 20 "$home/build.log" >&2
        echo "otelcol: the build failed; all of its output is in $home/build.log" >&2
        exit 1
    }
    mv "$work/out/otelcol-sealwatch" "$binary.new"
    mv "$binary.new" "$binary"
    cp "$manifest" "$home/builder.yaml"
fi
echo "$binary"
