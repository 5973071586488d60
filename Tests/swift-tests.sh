#!/usr/bin/env bash
# Runs Swift tests of the package, without SwiftPM, whose lock would keep builds of other stages waiting.
#
# Usage: Tests/swift-tests.sh kernel | host | batch | --filter PATTERN
#   kernel     what guests are made of: rings, kernel, disks, volumes, on simulated machines
#   host       all others: the generator and stores
#   batch      volumes once more, optimised and with an SQLite that knows batch-atomic writes, which Debian's does not
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
        folder=$(Proofs/build-mutants.sh)
        MIRAGE_EXPECTS_BATCHES=1 "$folder/ProofsPackageTests.xctest" --testing-library swift-testing --filter BlkfrontVFSTests
        ;;
    --filter)
        Tests/build.sh
        "${tests[@]}" --filter "${2:?--filter needs a pattern}"
        ;;
    *) sed -n '/^# Usage/,/^set/{/^set/d;s/^# \{0,1\}//p;}' "$0" >&2 && exit 2 ;;
esac
