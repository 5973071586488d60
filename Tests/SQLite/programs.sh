#!/usr/bin/env bash
# Runs SQLite's other test programs over the VFS of volumes:
#   speedtest1  its `--verify` sum over what all of its SQL answers must be that of SQLite's own VFS, in several journal
#               modes and sets of tests
#   kvtest      large values, written and read, with an integrity check at the end
#   fuzzcheck   its databases, damaged ones among them, are copied to the volume, where its SQL runs
#
# Usage: Tests/SQLite/programs.sh [--long]    after build.sh
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$root/.build/sqlite/tests
tests=$root/.build/sqlite/debian/source/test
folder=$work/run/programs
size=10 data=(3 4 6 8)
if [ "${1:-}" = --long ]; then size=100 data=(1 2 3 4 5 6 7 8); fi

trouble() {
    echo "error: $*" >&2
    exit 1
}

rm -rf "$folder"
mkdir -p "$folder"
cd "$folder"

run() { # configuration program arguments...: on a new volume
    local configuration=$1 program=$2
    shift 2
    MIRAGE_VFS=$configuration MIRAGE_DISK=$folder/disk MIRAGE_COUNTS=1 timeout 1800 "$work/bin/$program" "$@"
}

on_volume() { # log: whether files of databases were opened there
    awk '/^MIRAGE counts/ { on += $3 } END { exit on == 0 }' "$1"
}

speed() { # configuration arguments...: prints the sum
    local configuration=$1
    shift
    rm -f ./*
    run "$configuration" speedtest1 --size "$size" --verify "$@" test.db > log 2>&1 || { cat log >&2 && return 1; }
    [ "$configuration" = unix ] || on_volume log || trouble "speedtest1 did not use the volume"
    sed -n 's/^Verification Hash: //p' log
}

for testset in main cte orm fp; do
    expected=$(speed unix --testset "$testset")
    [ -n "$expected" ] || trouble "speedtest1 printed no sum"
    for journal in delete persist truncate wal; do
        [ $testset = main ] || [ $journal = wal ] || continue
        for configuration in own shared; do
            found=$(speed "$configuration" --testset "$testset" --journal "$journal")
            [ "$found" = "$expected" ] \
                || trouble "speedtest1 $testset, $configuration, journal $journal: '$found' is not '$expected'"
        done
    done
    echo "  speedtest1 $testset: ${expected%% *} answers, as with SQLite's own VFS"
done

for configuration in own shared; do
    rm -f ./*
    run "$configuration" kvtest init test.db --count 2000 --size 8000 > log 2>&1 \
        && run "$configuration" kvtest run test.db --count 2000 --random --integrity-check >> log 2>&1 \
        && run "$configuration" kvtest run test.db --count 1000 --update --jmode wal >> log 2>&1 \
        && run "$configuration" kvtest stat test.db >> log 2>&1 || { cat log >&2 && trouble "kvtest failed"; }
    grep -q '^Integrity-check: *ok' log || { cat log >&2 && trouble "kvtest found damage"; }
    on_volume log || trouble "kvtest did not use the volume"
done
echo "  kvtest: 2000 values of 8000 bytes written, read, and changed"

for number in "${data[@]}"; do
    rm -f ./*
    run shared fuzzcheck "$tests/fuzzdata$number.db" > log 2>&1 || { tail -n 5 log >&2 && trouble "fuzzcheck failed"; }
    awk -v number="$number" '/^MIRAGE counts/ { on = $3 } /^fuzzcheck: / { line = $0 } END {
        if (line !~ / 0 errors/) { print line; exit 1 }
        print "  fuzzcheck fuzzdata" number ": " substr(line, 12) "; " on " databases on the volume" }' log \
        || trouble "fuzzcheck: fuzzdata$number"
done
rm -rf "$folder"
