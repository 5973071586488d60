#!/usr/bin/env bash
# Runs SQLite's other test programs over the VFS of volumes:
#   speedtest1  its `--verify` sum over what all of its SQL answers must be that of SQLite's own VFS, in several journal
#               modes and sets of tests
#   kvtest      large values, written and read, with an integrity check at the end
#   fuzzcheck   its databases, damaged ones among them, are copied to the volume, where its SQL runs and must answer what
#               it answers over SQLite's own VFS
#
# Usage: Tests/SQLite/programs.sh [--long]    after build.sh
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$root/.build/sqlite/tests
tests=$root/.build/sqlite/debian/source/test
folder=$work/run/programs
size=10 data=(3 4 6 7 8) # fuzzdata5 is for a program that has its databases in memory
if [ "${1:-}" = --long ]; then size=100 data=(1 2 3 4 6 7 8); fi

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

# Where the files of SQLite's own VFS are: not beside the volume's, which has no file of a name that the system has. A disk
# would wait for each sync.
system=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm || echo "$folder/..")" fuzzcheck.XXXXXX)
trap 'rm -rf "$system"' EXIT

fuzz() { # configuration, number, log, options: fuzzcheck's scripts, and what they answer
    local verbose=(-vv --result-trace) where=$folder
    [ "$2" != 8 ] || verbose=(-vvvv) # these print in another way
    [ "$1" != unix ] || where=$system
    (cd "$where" && run "$1" fuzzcheck "${verbose[@]}" "${@:4}" "$tests/fuzzdata$2.db") > "$3" 2> "$folder/errors" \
        || { tail -n 5 "$folder/errors" >&2 && trouble "fuzzcheck failed: $1, fuzzdata$2"; }
}

script() { # log, name: what it printed
    LC_ALL=C awk -v name="$2" '/^sqlid=/ { on = $0 == name }
        on && !/^(Peak memory usages:|fuzzcheck:|SQLite 3)/' "$1"
}

# SQLite reads a few bytes behind a damaged page, where its cache has addresses, which are others in each process: some
# answers are others in each run over one VFS, too.
by_chance() { # number, name: whether a script that runs alone has the same answers, in one of a few runs
    local only try
    [[ $2 =~ ^sqlid=([0-9]+)(,dbid=([0-9]+))?$ ]] || return 1
    only=(--sqlid "${BASH_REMATCH[1]}")
    [ -z "${BASH_REMATCH[3]}" ] || only+=(--dbid "${BASH_REMATCH[3]}")
    for ((try = 0; try < 40; try++)); do
        fuzz unix "$1" one.expected "${only[@]}"
        fuzz shared "$1" one.found "${only[@]}"
        on_volume errors || trouble "fuzzcheck did not use the volume"
        ! cmp -s <(script one.expected "$2") <(script one.found "$2") || return 0
    done
    return 1
}

for number in "${data[@]}"; do
    rm -f ./*
    fuzz unix "$number" expected
    fuzz shared "$number" found
    files=$(awk '/^MIRAGE counts/ { print $3 }' errors)
    [ "${files:-0}" -gt 0 ] || trouble "fuzzcheck did not use the volume"
    grep -aq '^fuzzcheck: 0 errors' found || trouble "fuzzcheck: errors, fuzzdata$number"
    read -r count same left_out < <(LC_ALL=C awk -f "$here/answers.awk" expected found 2> differing)
    [ "$same" -gt 0 ] || trouble "fuzzcheck: no answers, fuzzdata$number"
    chance=0
    while read -r name; do
        by_chance "$number" "$name" || trouble "fuzzcheck: fuzzdata$number, $name answers other things than over SQLite's VFS"
        chance=$((chance + 1))
    done < differing
    echo "  fuzzcheck fuzzdata$number: $count scripts, $same answer as over SQLite's own VFS, $chance by chance," \
        "$left_out left out; $files files on the volume"
done
rm -rf "$folder"
