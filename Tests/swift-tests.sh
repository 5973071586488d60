#!/usr/bin/env bash
# Runs Swift tests of the package, without SwiftPM, whose lock would keep builds of other stages waiting.
#
# Usage: Tests/swift-tests.sh kernel | host | batch | --filter PATTERN
#   kernel     what guests are made of: rings, kernel, disks, volumes, on simulated machines
#   host       all others: the generator and stores
#   batch      volumes once more, with an SQLite that knows batch-atomic writes, which Debian's does not
#   --filter   tests whose names fit; builds them first
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../Tools/folders.sh"
cd "$root"
# A thread each, which would keep the threads that other tests wait on.
kernel='BlockIOTests|BlkfrontVFSTests|XenRingTests|UnikernelTests|XenSimulationTests|GuestImageTests'
tests=("$debug/MiragePackageTests.xctest" --testing-library swift-testing)

case ${1:-} in
    kernel) "${tests[@]}" --filter "$kernel" ;;
    host) "${tests[@]}" --skip "$kernel" ;;
    batch)
        library=$(Tools/sqlite/host)
        # The tests of volumes by themselves do not use SQLite.
        volumes=$(grep -rhoE '@Suite.* struct [A-Za-z0-9]+' Tests/BlkfrontVFSTests/Volume | sed 's/.* //' | paste -sd '|')
        LD_LIBRARY_PATH=$library/shared MIRAGE_EXPECTS_BATCHES=1 \
            "${tests[@]}" --filter BlkfrontVFSTests --skip "BlkfrontVFSTests[.]($volumes)"
        ;;
    --filter)
        Tests/build.sh
        "${tests[@]}" --filter "${2:?--filter needs a pattern}"
        ;;
    *) sed -n '/^# Usage/,/^set/{/^set/d;s/^# \{0,1\}//p;}' "$0" >&2 && exit 2 ;;
esac
