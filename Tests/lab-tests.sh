#!/usr/bin/env bash
# Runs Swift tests that boot guests on real Xen, in the lab (Tests/LabTests).
#
# Usage: Tests/lab-tests.sh SUITE... [--build | --built]
#   guests    the guarantees for guests: the package Guests
#   contacts  the contacts program, on Linux and as a guest
#   storage   what stores on disks promise, and which disks are refused; SQLITE_PROFILE=full or lean for other images
#   load      a load over several boots, on all kinds of disks, on full, failing and foreign ones; SQLite's speedtest1
#   faults    a load when power is cut, guests are moved and backends go away. MIRAGE_SEED repeats the moments of the cuts,
#             MIRAGE_CUTS is their number (12), MIRAGE_SAMPLES that of the states to look at in each boot after flushes,
#             and as many between them (30)
#   --build   builds images and ends, and Tests/build.sh builds the tests
#   --built   runs what was built so
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../Tools/folders.sh"
cd "$root"
has_volume=no

usage() {
    sed -n '/^# Usage/,/^set/{/^set/d;s/^# \{0,1\}//p;}' "$0" >&2
    exit 2
}

storage_guests() { # options: guests of Tests/StorageGuests, and the tool that looks at their disks
    [ $has_volume = yes ] || Tools/build-outside.sh "$root" --product volume
    has_volume=yes
    Tools/build-outside-guest.sh "$root/Tests/StorageGuests" "$@"
}

speedtest_of_host() { # with SQLite from the same sources as in guests
    local library
    library=$(Tools/sqlite/host)
    mkdir -p "$built/speedtest"
    "$(dirname "$(readlink -f "$(command -v swiftc)")")/clang" -O2 -w "$built/sqlite/debian/source/test/speedtest1.c" \
        -o "$built/speedtest/speedtest1" -L"$library" -lsqlite3 -lm -ldl -lpthread
}

images() { # suite
    case $1 in
        guests) Tools/build-guests.sh ;;
        contacts) Tools/run-contacts.sh --build --sqlite auto ;;
        storage) storage_guests --product StorageFact --sqlite "${SQLITE_PROFILE:-auto}" ;;
        load)
            storage_guests --product Load --product Speedtest
            speedtest_of_host
            ;;
        faults)
            storage_guests --product Load
            Tools/build-checks.sh cut replay > /dev/null
            ;;
    esac
}

run() { # suite
    MIRAGE_LAB=1 "$debug/MiragePackageTests.xctest" --testing-library swift-testing --filter "LabTests.${tests[$1]}"
}

declare -A tests=([guests]=GuestTests [contacts]=ContactsTests [storage]=StorageTests [load]=LoadTests
    [faults]=StorageFaultTests)
suites=() is_built=no runs=yes
for word in "$@"; do
    case $word in
        --build) runs=no ;;
        --built) is_built=yes ;;
        *)
            [ -n "${tests[$word]:-}" ] || usage
            suites+=("$word")
            ;;
    esac
done
[ ${#suites[@]} -gt 0 ] || usage
if [ $is_built = no ]; then
    for suite in "${suites[@]}"; do images "$suite"; done
fi
[ $runs = yes ] || exit 0
[ $is_built = yes ] || Tests/build.sh --host
for suite in "${suites[@]}"; do run "$suite"; done
