#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the OpenTelemetry Collector that the tests run against and prints the path of the binary.
# The result is kept in ${XDG_CACHE_HOME:-~/.cache}/sealwatch/otelcol-<version>/ and reused; a second call costs nothing.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
version=$(sed -n 's/^  version: //p' "$here/builder.yaml")
home=${XDG_CACHE_HOME:-$HOME/.cache}/sealwatch/otelcol-$version
binary=$home/otelcol-sealwatch

if [ -x "$binary" ] && cmp -s "$here/builder.yaml" "$home/builder.yaml"; then
    echo "$binary"
    exit 0
fi
if ! command -v go >/dev/null; then
    echo "otelcol: no Go toolchain. Install Go 1.26 or newer to build the collector (Debian: apt install golang-go)." >&2
    exit 2
fi

mkdir -p "$home"
# Two test runs at once must not build over each other.
exec 9>"$home/lock"
flock 9
if [ ! -x "$binary" ] || ! cmp -s "$here/builder.yaml" "$home/builder.yaml"; then
    work=$(mktemp -d "$home/work.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    cp "$here/builder.yaml" "$work/"
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
    cp "$here/builder.yaml" "$home/builder.yaml"
fi
echo "$binary"
