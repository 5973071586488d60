#!/usr/bin/env bash
# Builds what the end-to-end tests run, for those that are then started with `--built`: one processor builds while the
# other emulates.
source "$(dirname "$0")/common.sh"

guest() { # package, product, options
    echo "building $2"
    built_or_stop "$root/Tools/build-outside-guest.sh" "$root/$1" "${@:2}"
}

echo "building programs of this machine"
built_or_stop build_root --target OrmLaws
built_or_stop build_root --product volume
"$root/Tools/run-contacts.sh" --build --sqlite auto
guest Tests/StorageGuests StorageFact --sqlite auto
guest Tests/StorageGuests Load
guest Tests/SpeedtestGuest Speedtest --sqlite full
echo "building the guests of Guests/"
built_or_stop "$root/Tools/build-guests.sh"
