#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs `elastic-package lint` on the Elastic package, then package-spec's validator on the zip as Kibana gets it.
#   lint.sh [PACKAGE.zip]      without a name: the package that elastic-integration/target/sealwatch-elastic.jar writes
# Needs Go 1.26 or newer. The first run compiles elastic-package, which takes some minutes, and keeps it in
# ${XDG_CACHE_HOME:-~/.cache}/sealwatch/. Exit code 2: cannot run here; 3: the package is not valid.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
jar=$here/../../elastic-integration/target/sealwatch-elastic.jar
version=$(sed -n 's|.*github.com/elastic/elastic-package v\([0-9.]*\).*|\1|p' "$here/go.mod" | head -n 1)
home=${XDG_CACHE_HOME:-$HOME/.cache}/sealwatch/elastic-package-$version

cannot() { echo "package-lint: $1" >&2; exit 2; }

# The tools are pinned by go.mod and go.sum beside this script. Built apart and moved, so that two runs do not meet halfway.
build() {
    command -v go >/dev/null || cannot "no Go toolchain. Install Go 1.26 or newer."
    echo "package-lint: building elastic-package $version, once; this takes some minutes" >&2
    fresh=$(mktemp -d "$home.XXXXXX")
    (cd "$here" && go build -o "$fresh/" github.com/elastic/elastic-package && go build -o "$fresh/validate" .) || {
        rm -rf "$fresh"
        cannot "elastic-package cannot be built here"
    }
    rm -rf "$home"
    mv "$fresh" "$home"
}

mkdir -p "${home%/*}"
exec 9>"$home.lock"
flock 9
[ -x "$home/validate" ] && [ "$home/validate" -nt "$here/go.mod" ] && [ "$home/validate" -nt "$here/main.go" ] || build
flock -u 9

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ $# -gt 0 ]; then
    package=$(readlink -f "$1")
else
    [ -f "$jar" ] || cannot "$jar is missing. Run: mvn -pl elastic-integration package"
    package=$(java -jar "$jar" package "$work")
fi
# It wants to be in a repository, and to keep its own settings.
mkdir -p "$work/packages/.git" "$work/home"
echo 'ref: refs/heads/main' >"$work/packages/.git/HEAD"
(cd "$work/packages" && jar xf "$package")
HOME=$work/home ELASTIC_PACKAGE_CHECK_UPDATE_DISABLED=true \
    "$home/elastic-package" -C "$work"/packages/*/ lint 2>&1 | grep -v ' WARN ' >"$work/lint.log" || true
if ! grep -qx Done "$work/lint.log"; then
    cat "$work/lint.log" >&2
    exit 3
fi
"$home/validate" "$package"
