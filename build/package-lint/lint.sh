#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the Elastic package and validates it with package-spec's own validator. Needs Go 1.25 or newer and a built
# elastic-integration/target/sealwatch-elastic.jar. The first run takes some minutes: Go compiles the validator.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
jar=$here/../../elastic-integration/target/sealwatch-elastic.jar
command -v go >/dev/null || { echo "package-lint: no Go toolchain. Install Go 1.25 or newer." >&2; exit 2; }
[ -f "$jar" ] || { echo "package-lint: $jar is missing. Run: mvn -pl elastic-integration package" >&2; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
package=$(java -jar "$jar" package "$work")
cd "$here"
go run . "$package"
