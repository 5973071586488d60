#!/usr/bin/env bash
# Runs Swift tests that boot guests on real Xen, in the lab (Tests/LabTests).
#
# Usage: Tests/lab-tests.sh guests | contacts | storage [--build | --built]
#   guests    the guarantees for guests: the package Guests
#   contacts  the contacts program, on Linux and as a guest
#   storage   what stores on disks promise, and which disks are refused; SQLITE_PROFILE=full or lean for other images
#   --build   builds images and ends, and Tests/build.sh builds the tests
#   --built   runs what was built so
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../Tools/folders.sh"
cd "$root"

case ${1:-} in
    guests)
        images() { Tools/build-guests.sh; }
        suite=LabTests.GuestTests
        ;;
    contacts)
        images() { Tools/run-contacts.sh --build --sqlite auto; }
        suite=LabTests.ContactsTests
        ;;
    storage)
        images() {
            Tools/build-outside.sh "$root" --product volume
            Tools/build-outside-guest.sh "$root/Tests/StorageGuests" --product StorageFact --sqlite "${SQLITE_PROFILE:-auto}"
        }
        suite=LabTests.StorageTests
        ;;
    *) sed -n '/^# Usage/,/^set/{/^set/d;s/^# \{0,1\}//p;}' "$0" >&2 && exit 2 ;;
esac
case ${2:-} in
    --build)
        images
        exit
        ;;
    --built) ;;
    *)
        images
        Tests/build.sh --host
        ;;
esac
MIRAGE_LAB=1 exec "$debug/MiragePackageTests.xctest" --testing-library swift-testing --filter "$suite"
