#!/usr/bin/env bash
# Measures, and rewrites the document that shows the result.
#
# Usage: Tools/measure.sh WHAT [OPTION of the script behind it ...]
# WHAT is one of
#   benchmarks          stores against SQLite's C API and GRDB: Documentation/Benchmarks.md
#   disk                a large database against Linux on the raw disk: Documentation/DiskBenchmarks.md
#   guests              the kernel in a guest: Documentation/GuestBenchmarks.md
#   sizes               images against Guests/sizes.txt; writes nothing
#   io-costs            what transactions ask of a disk: a table in Documentation/Storage.md
#   instruction-costs   the instructions of transactions: Documentation/costs-instructions.txt
#   ext4-costs          what SQLite on ext4 asks of a disk: Documentation/costs-ext4.txt
#   costs               the last three
#   writers             what tasks that write at the same time wait for; writes nothing
#   copies              what reads and writes in a guest copy and grant; writes nothing
#   fuzz-coverage       how much of the code that reads what others wrote the fuzzers reach; writes nothing
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

usage() {
    sed -n '/^# Usage/,/^set/{/^set/d;s/^# \{0,1\}//p;}' "$0" >&2
    exit 2
}

benchmarks() {
    rm -f Benchmarks/.build/debug.yaml # SwiftPM overlooks new files of a package it depends on
    SWIFT_EXEC=$root/Benchmarks/optimised-swiftc swift build --package-path Benchmarks \
        --toolset Benchmarks/optimised.json --product benchmarks
    { Benchmarks/.build/debug/benchmarks && Benchmarks/scaling.sh; } > Benchmarks/.build/report.md
    mv Benchmarks/.build/report.md Documentation/Benchmarks.md
}

writers() {
    local files
    files=$(mktemp -d "$root/.build/writers.XXXXXX")
    # shellcheck disable=SC2064 # the folder is known now
    trap "rm -rf '$files'" EXIT
    "$(Tools/build-checks.sh writers)/writers" "$files"
}

what=${1:-}
[ $# -eq 0 ] || shift
case $what in
    benchmarks | writers) "$what" ;;
    disk) Benchmarks/disk.sh "$@" ;;
    guests) Benchmarks/guests.sh "$@" ;;
    sizes) Tools/guest-sizes.sh "$@" ;;
    io-costs) Benchmarks/io-costs.sh ;;
    instruction-costs) Benchmarks/instructions.sh ;;
    ext4-costs) Benchmarks/ext4.sh ;;
    costs) Benchmarks/ext4.sh && Benchmarks/instructions.sh && Benchmarks/io-costs.sh ;;
    copies) Tests/EndToEnd/zerocopy.sh ;;
    fuzz-coverage) Checks/coverage.sh "$@" ;;
    '') usage ;;
    *) echo "error: there is no '$what' to measure" >&2 && usage ;;
esac
