# SPDX-License-Identifier: Apache-2.0
# How the agent is started, from a checkout as from a release. Sourced by bash; needs agent_jar, elastic_jar and archive,
# where the class archive may be kept.

java_options=(
  -Xms16m -Xmx"${SEALWATCH_LAUNCHER_HEAP:-128m}" -XX:+UseSerialGC -Xss512k
  -XX:ReservedCodeCacheSize=32m -XX:MaxMetaspaceSize=64m -XX:-UsePerfData
  -XX:+ExitOnOutOfMemoryError -Djna.nosys=true -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8
  # the loader knows where libraries are; JNA would start ldconfig to ask
  -Djna.platform.library.path=
)

# Parsed and verified classes, mapped instead of loaded: it halves the time to the first event. It belongs to this very
# Java, so it is made here and not shipped. Made from a list, and not at the exit of a run: only so it takes picocli's classes,
# whose format is that of Java 5.
class_archive() {
  [ -f "$archive" ] && return 0
  [ -w "${archive%/*}" ] || return 0
  local classes=$archive.classes.$$ new=$archive.new.$$
  (umask 022
    java "${java_options[@]}" -XX:DumpLoadedClassList="$classes" -jar "$agent_jar" warm-up \
      && java "${java_options[@]}" -Xshare:dump -XX:SharedClassListFile="$classes" -XX:SharedArchiveFile="$new" -Xlog:disable \
        -jar "$agent_jar" \
      && mv "$new" "$archive") >/dev/null 2>&1 || true
  rm -f "$classes" "$new"
}

# The archive is code: one that somebody else has written is not run.
archive_is_ours() {
  local owner
  owner=$(stat -Lc %u "$archive" 2>/dev/null) || return 1
  [ "$owner" = 0 ] || [ "$owner" = "$(id -u)" ]
}

settings_file() {
  local file=/etc/sealwatch/sealwatch.yaml
  while [ $# -gt 0 ]; do
    case $1 in
      -c | --config) file=${2-} ;;
      --config=*) file=${1#*=} ;;
      -c?*) file=${1#-c} ;;
    esac
    shift
  done
  printf '%s' "$file"
}

# What the optimizing compiler has guessed wrong it takes back at the first verdict, which costs milliseconds: two or three
# files. Where a verdict is acted on, the plain compiler does. In the file only respond.mode has these two values.
answers() {
  case " $* ${SEALWATCH_RESPOND_MODE:+--respond }" in *" --respond"[\ =]* | *respond.mode=*) return 0 ;; esac
  grep -Eqs "^[[:space:]]*(respond\.)?mode:[[:space:]]*[\"']?(stop|kill)\b" -- "$(settings_file "$@")"
}

exec_agent() {
  local cds=()
  ! answers "$@" || java_options+=(-XX:TieredStopAtLevel=1)
  class_archive
  ! archive_is_ours || cds=(-XX:SharedArchiveFile="$archive" -Xshare:auto -Xlog:disable -Xlog:all=error:stderr)
  # glibc keeps a memory arena for each thread otherwise
  export MALLOC_ARENA_MAX=2
  exec java "${java_options[@]}" "${cds[@]}" -jar "$agent_jar" "$@"
}

exec_elastic() {
  exec java -Xmx256m -jar "$elastic_jar" "$@"
}
