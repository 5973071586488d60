#!/usr/bin/env bash
# Shows that the run of SQLite's tests can fail: gives the disk below the VFS a fault (InjectedFault in
# Checks/VFSForTests/TestDisk.swift) and demands that a named test file finds it.
#
# Usage: Tests/SQLite/canary.sh    after build.sh
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(cd "$here/../.." && pwd)/.build/sqlite/tests
results=$work/canary.txt
export MIRAGE_RUN=canary # the logs of the run stay

finds() { # fault configuration file: the file fails with the fault
    local verdict
    : > "$results"
    MIRAGE_FAULT=$1 MIRAGE_LIMIT=300 "$here/one.sh" "$2" full "$3" "$results" 2> /dev/null
    verdict=$(awk '{ print $4 }' "$results")
    [ "$verdict" = failed ] || { echo "error: the disk's fault '$1' is not found by $2/$3: $verdict" >&2 && return 1; }
    echo "  $1: found by $2/$3"
}

# The first has no fault: were it to fail, the others would say nothing.
: > "$results"
"$here/one.sh" shared-cut full crash5.test "$results"
[ "$(awk '{ print $4 }' "$results")" = ok ] || { echo "error: shared-cut/crash5.test fails without a fault" >&2 && exit 1; }
finds no-order shared-cut crash.test
finds no-flush shared-cut crash.test
finds wrong-bit own vacuum2.test
finds wrong-bit shared vacuum.test
