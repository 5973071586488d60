#!/usr/bin/env bash
# Runs Swift tests of the package, without SwiftPM, whose lock would keep builds of other stages waiting. Tests that boot
# guests run in Tests/lab-tests.sh.
#
# Usage: Tests/swift-tests.sh host | optimised | batch | all | --filter PATTERN
#   host        what runs on the host alone, after Tests/build.sh --host: syntax, generator, macros, tools
#   optimised   all others, from the build of the mutants with none switched on: stores, volumes, and what guests are made of,
#               on simulated machines. It has the checks of a debug build, and takes a third of its time.
#   batch       volumes once more, with an SQLite that knows batch-atomic writes, which Debian's does not
#   all         every test, after Tests/build.sh
#   --filter    tests whose names fit; builds them first
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../Tools/folders.sh"
cd "$root"
kernel='BlockIOTests|DiskVolumeTests|BlkfrontVFSTests|XenRingTests|UnikernelTests|BlkfrontTests|XenSimulationTests'
tests=("$debug/MiragePackageTests.xctest" --testing-library swift-testing)
optimised=("$built/mutants/programs/release/MiragePackageTests.xctest" --testing-library swift-testing)

apart() { # a command that runs tests: those of the kernel take a thread each, which would keep what other tests wait on
    "$@" --filter "$kernel"
    "$@" --skip "$kernel|LabTests"
}

case ${1:-} in
    host) "${tests[@]}" --skip LabTests ;;
    optimised) apart "${optimised[@]}" ;;
    batch)
        LD_LIBRARY_PATH=$(Tools/sqlite/host)/shared MIRAGE_EXPECTS_BATCHES=1 "${optimised[@]}" --filter BlkfrontVFSTests
        ;;
    all) apart "${tests[@]}" ;;
    --filter)
        Tests/build.sh
        "${tests[@]}" --filter "${2:?--filter needs a pattern}"
        ;;
    *) sed -n '/^# Usage/,/^set/{/^set/d;s/^# \{0,1\}//p;}' "$0" >&2 && exit 2 ;;
esac
