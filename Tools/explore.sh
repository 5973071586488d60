#!/usr/bin/env bash
# Looks for faults without end, or for some time: `make test` does the same within bounds. Ends with the first fault.
#
# Usage: Tools/explore.sh WHAT [--time SECONDS] [--seed NUMBER]
# WHAT is one of
#   power-cuts   states in which power cuts leave a disk
#   peers        what hostile peers, disks and images can say, under AddressSanitizer
#   lab          power cuts, backends that go away, migration under load, on real Xen
#   sqlite       all of SQLite's own tests that can run over our VFS; ends by itself
#   mutants      faults that are put into the sources, which tests must notice: those of the list, then samples that are made
#   swift-syntax the oldest version that Package.swift allows, where all else uses the newest; ends by itself
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
    sed -n '/^# Usage/,/^set/{/^set/d;s/^# \{0,1\}//p;}' "$0" >&2
    exit 2
}

within_time() { # a command that takes a seed: again and again, each time with the next
    while [ -z "$time" ] || [ $SECONDS -lt "$time" ]; do
        echo "== seed $seed, $SECONDS s"
        "$@" "$seed"
        seed=$((seed + 1))
    done
}

peers() { Checks/fuzz.sh --inputs 1000000 --seed "$1" && Checks/fuzz.sh --sanitized --inputs 100000 --seed "$1"; }
made_mutants() { Checks/made-mutants.sh --seed "$1"; }
lab() { MIRAGE_SEED=$1 MIRAGE_CUTS=200 Tests/lab-tests.sh faults; }

what=${1:-} time='' seed=$RANDOM
[ $# -eq 0 ] || shift
while [ $# -gt 0 ]; do
    case $1 in
        --time) time=${2:?--time needs seconds} && shift ;;
        --seed) seed=${2:?--seed needs a number} && shift ;;
        *) usage ;;
    esac
    shift
done
case $what in
    power-cuts) Checks/simulate.sh --seed "$seed" --states 1000000000 ${time:+--seconds "$time"} ;;
    peers | lab) within_time "$what" ;;
    swift-syntax) Tests/EndToEnd/swift-syntax.sh ;;
    sqlite) Tests/SQLite/run.sh --long ;;
    mutants) Checks/mutants.sh && within_time made_mutants ;;
    '') usage ;;
    *) echo "error: there is no '$what' to explore" >&2 && usage ;;
esac
