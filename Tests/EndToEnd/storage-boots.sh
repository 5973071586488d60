#!/usr/bin/env bash
# Goal: storage's guarantees hold on real Xen: acknowledged data survives the guest's failure, order is kept, errors are
# reported correctly, and the disk receives the requests that we count.
# Method: a guest writes a load whose every state can be verified (Tests/StorageGuests), on each kind of disk in the lab,
# over several boots: ended, destroyed, with a full, failing, foreign or read-only disk. boots.awk checks the consoles.
# storage-faults.sh tests power cuts and backend failures.
# Usage: storage-boots.sh [--build | --built]
source "$(dirname "$0")/common.sh"
guests=$root/Tests/StorageGuests
image=$built/guests/Load/Load.elf
volume=$debug/volume
run=$root/.build/storage-boots
# shellcheck source=Tests/StorageGuests/facts.sh
source "$guests/facts.sh"

slow="type=null cache_size=1 irqmode=2 completion_nsec"

describe() {
    # Each kind of disk: two boots, the second of which is counted from both ends.
    boots loop again "stop=80" "size=8" memory=8
    boots loop-rollback again-rollback "stop=80 journal=rollback" "size=8" memory=8
    boots null-cached again "stop=80" "type=null size=8 cache_size=1"
    boots null-bare again-volatile "stop=80" "type=null size=8"
    boots ram again-write-through "stop=80" "type=ram size=8"

    # Commits that wait for nothing may be lost, but the last ones only. That they are lost shows that this test would
    # see it elsewhere: each of the first four boots loses 110 to 260 entries here. On a disk that takes 30 ms for a
    # transaction at a time, without `burst`, it lost none, for the guest was mostly at its console when it was destroyed.
    boots ordered ordered "commit=ordered burst=20" "$slow=30000000 size=32"

    boots full verify "fill" "size=1"
    boots full-rollback verify "fill journal=rollback" "size=1"

    # A disk that fails in the middle of the load, and then works again.
    boots failing failing "" "$slow=5000000 size=32"
    boots read-only read-only "stop=40" "size=8"

    guest ticking "tick stop=40" "disk=xvda $slow=100000000 size=8"
    guest names "names" "disk=xvda size=8"
    guest no-disk ""
    foreign ext4 "$(printf '\\0%.0s' {1..1080})S\\xef"
    foreign sqlite 'SQLite format 3\0'
    foreign random 'These bytes are nobody'\''s.'
    newer_volume
}

foreign() { # name, first bytes of the disk as printf takes them
    # shellcheck disable=SC2059 # its escapes are meant
    printf "$2" > "$run/$1.img"
    truncate -s 2M "$run/$1.img"
    guest "$1" "" "disk=xvda size=2 content=$1.img keep"
}

newer_volume() { # a volume whose superblocks, at both their places, are of version 3 (VolumeFormat.md)
    "$volume" create --size 2M "$run/newer.img" > /dev/null
    local place
    for place in 8 4104; do
        printf '\3' | dd of="$run/newer.img" bs=1 seek=$place conv=notrunc status=none
    done
    guest newer "" "disk=xvda size=2 content=newer.img keep"
}

boot_lab() {
    rm -rf "$run"
    mkdir -p "$run"
    describe
    "$root/Tools/xenlab/run" --quiet "$run" > "$scratch/lab" 2>&1 || true # each guest is judged below
    ! grep -q 'xenlab: error' "$scratch/lab" || { cat "$scratch/lab" >&2 && exit 1; }
}

counts_equal() { # guest: the last word of its own count and of xen-blkback's
    equal "$(value "$1" disk/xvda)" "$(console "$1" | sed -n 's/^COUNTED //p' | tail -n 1)"
}

segments_are_pages() { # guest: all sectors were in whole pages of memory
    local sectors
    sectors=$(value "$1" disk/xvda | awk '{ for (i = 1; i < NF; i++) if ($i ~ /^sectors/) sum += $(i + 1); print sum / 8 }')
    equal "$sectors" "$(console "$1" | sed -n 's/^SEGMENTS \([0-9]*\) .*/\1/p' | tail -n 1)"
}

untouched() { # guest: its disk is what it was
    cmp "$run/$1.img" "$run/out/$1/xvda.img" >&2
}

ticks_at_most() { # guest: the most ticks that came while one commit waited
    console "$1" | awk '/^ACK .* TICKS/ && $4 > most { most = $4 } END { print most + 0 }'
}

judge() {
    local guest refused="REFUSED cannot open 'load': disk 'xvda'"
    for guest in loop loop-rollback null-cached null-bare ram; do
        fact "$guest: what is written is there after a second boot" keeps $guest
        fact "$guest: xen-blkback counts the requests that we count" counts_equal $guest
        fact "$guest: a segment is a page" segments_are_pages $guest
    done
    fact "a loop device takes barriers" prints loop "CLASS barrier"
    fact "a disk with a cache takes barriers" prints null-cached "CLASS barrier"
    for guest in null-bare ram; do
        fact "$guest: a disk without a cache that it tells of promises nothing" prints $guest "$refused promises no \
durability; say 'volatile-ok' if that will do, or 'assume-write-through' if what it has written is durable all the same"
    done
    fact "it can be used as it is" prints null-bare "CLASS volatile"
    fact "or be vouched for" prints ram "CLASS write-through"

    fact "ordered commits keep their order when the guest is destroyed" keeps ordered -v ordered=1
    fact "the last of them are lost, and this test sees it" fails_to_keep ordered

    for guest in full full-rollback; do
        fact "$guest: a full disk leaves whole transactions" keeps $guest
        fact "$guest: and a store that is of use" equal 3 "$(console $guest | grep -c '^USABLE')"
    done

    fact "an error of the disk loses nothing that was acknowledged" keeps failing
    fact "it is reported in the disk's words" grep -qE \
        "^REFUSED input or output error 1034 on 'load': the disk could not (write blocks|make what was written durable)" \
        <(console failing)
    fact "and the store does not go on" grep -qE \
        "^AGAIN input or output error [0-9]+ on 'load': an earlier write failed: the disk could not" <(console failing)

    fact "a read-only disk is read" keeps read-only
    fact "but not by mistake" prints read-only "$refused is read-only; say 'read-only' if that is meant"
    fact "tasks go on while a commit waits for the disk" test "$(ticks_at_most ticking)" -ge 3
    judge_refusals
}

judge_refusals() {
    local guest
    for guest in no-disk names ext4 sqlite random newer; do
        fact "$guest: the guest ends by itself" ended $guest
    done
    fact "no disk" prints no-disk "REFUSED cannot open 'load': the domain has no disk"
    fact "an ext4 filesystem" prints ext4 \
        "$refused holds an ext2, ext3 or ext4 filesystem; say 'format' if that may be destroyed"
    fact "a file of SQLite's" prints sqlite "$refused holds a database of SQLite; say 'format' if that may be destroyed"
    fact "anything else" prints random "$refused holds unknown data; say 'format' if that may be destroyed"
    fact "a volume of a newer version" prints newer \
        "$refused: the volume is of format version 3; this program knows up to 2"
    for guest in ext4 sqlite random newer; do
        fact "$guest: what is on the disk stays there" untouched $guest
    done
    fact "a name that is too long" contains "$(console names)" \
        "': a database's name is 1 to 128 bytes of UTF-8, not 129"
    fact "a store that is open already" prints names "REFUSED 'load' is locked by another connection"
}

unless_built build "$root" --product volume
unless_built "$root/Tools/build-outside-guest.sh" "$guests" --product Load
all_is_built
boot_lab
judge
