#!/usr/bin/env bash
# Goal: SQLite's speedtest1 runs in a guest on a real disk, with the same SQL results as on Linux.
# Method: build speedtest1, from Debian's source package, for the guest Speedtest (Tests/StorageGuests) and for this
# machine, with SQLite from the same sources. Both run the same tests. The checksum of all results (`--verify`) must be the
# same: with batches, with a cache so small that a journal is needed, and with a write-ahead log. Then Linux checks the
# disks. Times are meaningless, since the lab emulates a processor.
#
# Usage: speedtest.sh [--build | --built]
source "$(dirname "$0")/common.sh"
run=$root/.build/speedtest
image=$built/guests/Speedtest/Speedtest.elf

echo "building speedtest1 for a guest and for this machine"
unless_built "$root/Tools/build-outside-guest.sh" "$root/Tests/StorageGuests" --product Speedtest --sqlite full
unless_built build "$root" --product volume
all_is_built
library=$("$root/Tools/sqlite/host")
"$(dirname "$(readlink -f "$(command -v swiftc)")")/clang" -O2 -w "$root/.build/sqlite/debian/source/test/speedtest1.c" \
    -o "$scratch/speedtest1" -L"$library" -lsqlite3 -lm -ldl -lpthread

guest() { # name, options: also runs it here
    local options="--size 3 --verify $2"
    printf '%s\n' "image=$image" memory=48 timeout=240 'disk=xvda size=64 keep' "extra=$options speed" > "$run/$1.guest"
    # shellcheck disable=SC2086 # words
    (cd "$scratch" && ./speedtest1 $options "$1.db") | sum > "$scratch/$1.expected"
    [ -s "$scratch/$1.expected" ]
}

said() { # guest
    tr -d '\r' < "$run/out/$1/console.log"
}

sum() { sed -n 's/^Verification Hash: //p'; }

answers() { # guest: as here
    equal "$(cat "$scratch/$1.expected")" "$(said "$1" | sum)" && contains "$(said "$1")" "SPEEDTEST ENDED"
}

in_order() { # guest: by the volume tool and the sqlite3 shell
    contains "$("$debug/volume" check "$run/out/$1/xvda.img")" "no damage found" || return 1
    "$debug/volume" export --force "$run/out/$1/xvda.img" speed "$scratch/speed.db" > /dev/null || return 1
    local question='SELECT count(*) > 0, (SELECT * FROM pragma_integrity_check) FROM z1'
    equal "1 ok" "$(sqlite3 -separator ' ' "$scratch/speed.db" "$question")"
}

rm -rf "$run"
mkdir -p "$run"
guest batches '--testset main,cte,orm,fp'
guest small-cache '--testset main --cachesize 40'
guest write-ahead '--testset main --journal wal'
(cd "$scratch" && ./speedtest1 --size 4 --verify --testset main other.db) | sum > "$scratch/other"
fact "other work has another sum" lacks "$(cat "$scratch/small-cache.expected")" "$(cat "$scratch/other")"
echo "running three guests"
"$root/Tools/xenlab/run" "$run" --quiet > "$scratch/lab" 2>&1 || { cat "$scratch/lab" >&2 && exit 1; }
for name in batches small-cache write-ahead; do
    read -r answers _ < "$scratch/$name.expected"
    fact "speedtest1 in a guest, $name: $answers answers, as on Linux" answers $name
    fact "afterwards volume and database are in order" in_order $name
    echo "    $(said $name | sed -n 's/^disk: //p')"
done
echo "speedtest: $SECONDS s"
