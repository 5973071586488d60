#!/usr/bin/env bash
# Goal: mutation tests: the tests, the fuzzers and the crash-state explorer fail when one of the rules is broken that they
# are there for (Documentation/MutationTests.md).
# Method: `mutate` writes a copy of the sources with a switch for each mutant of mutants.txt. It is built once; then each
# mutant is switched on for what is to kill it. A mutant that survives fails the run.
#
# Usage: Checks/mutants.sh [--build | --built] [OPTION of mutate run ...] [WORD ...]
#   --build   builds, and runs nothing; --built runs what was built
#   WORD      only mutants whose name, fault or killer holds one of these words
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../Tools/folders.sh"
folder=$built/mutants
cd "$root"

build_checks() { # what of the copy; tests see into modules, and nothing is compiled twice
    "$root/Tools/build-checks.sh" "$@" -- --package-path "$folder/copy" --scratch-path "$folder/programs" -Xswiftc -enable-testing
}

compile() { # all programs of Checks, since `make test` has no other build of them; shows what is wrong
    { build_checks simulate fuzz cut replay zerocopy VFSForTests && build_checks --shared MiragePackageTests; } \
        > "$folder/programs.log" 2>&1 || { grep -E 'error' "$folder/programs.log" | head -n 10 >&2 && exit 1; }
}

part=${1:-}
case $part in --build | --built) shift ;; esac
if [ "$part" != --built ]; then
    mkdir -p "$folder"
    [ -x "$debug/mutate" ] || "${SWIFT:-swift}" build --product mutate
    "$debug/mutate" write --output "$folder/copy"
    echo "building the copy ..."
    compile
fi
[ "$part" != --build ] || exit 0
rm -rf "$folder/work"
LD_LIBRARY_PATH=$(Tools/sqlite/host)/shared
export LD_LIBRARY_PATH
"$debug/mutate" run --programs "$folder/programs/release" --folder "$folder/work" "$@"
