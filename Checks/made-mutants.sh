#!/usr/bin/env bash
# Goal: mutation tests of what nobody thought of: the tests notice at least 90 of 100 faults that are made by chance.
# Method: `made-mutants` makes a sample of mutants from the syntax of the sources (Documentation/MutationTests.md) and writes a
# copy with a switch for each. Those that do not compile are left out. Then each is tried with the suites that come by it.
#
# Usage: Checks/made-mutants.sh [--count N] [--seed NUMBER] [--modules NAME ...]
#   --count N      mutants at most (500)
#   --seed NUMBER  which ones (1)
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../Tools/folders.sh"
folder=$built/made-mutants
cd "$root"
"${SWIFT:-swift}" build --product made-mutants
rm -rf "$folder/work"
mkdir -p "$folder"
: > "$folder/without"

compiles() { # builds the copy; the numbers of mutants in lines with errors go where those to leave out are
    Tools/build-checks.sh --shared MiragePackageTests -- --package-path "$folder/copy" --scratch-path "$folder/programs" \
        -Xswiftc -enable-testing > "$folder/build.log" 2>&1 && return
    local file line
    grep -oE '^/[^ ]+\.swift:[0-9]+:[0-9]+: error' "$folder/build.log" | cut -d: -f1,2 | sort -u | while IFS=: read -r file line; do
        sed -n "${line}p" "$file" | grep -oE 'isMutant\([0-9]+\)' | grep -oE '[0-9]+'
    done | sort -u > "$folder/wrong"
    [ -s "$folder/wrong" ] || { grep -m 5 error: "$folder/build.log" >&2 && exit 1; }
    cat "$folder/wrong" >> "$folder/without"
    return 1
}

while
    "$debug/made-mutants" sample --output "$folder/copy" --without "$folder/without" "$@"
    ! compiles
do :; done
LD_LIBRARY_PATH=$(Tools/sqlite/host)/shared
export LD_LIBRARY_PATH
exec "$debug/made-mutants" try --programs "$folder/programs/release" --folder "$folder/work" --without "$folder/without" "$@"
