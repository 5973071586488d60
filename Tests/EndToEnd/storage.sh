#!/usr/bin/env bash
# Goal: storage in a guest keeps its guarantees on real Xen, and refuses unusable disks with helpful messages.
# Method: build the guest StorageFact of Tests/StorageGuests, whose facts are about tasks and stores. Boot it on each kind of
# disk, twice on one of them, and inspect that disk from Linux. Then boot it on unusable disks.
# Usage: storage.sh [--build | --built]
source "$(dirname "$0")/common.sh"
package=$root/Tests/StorageGuests
image=$root/.build/guests/StorageFact/StorageFact.elf
run=$root/.build/storage-facts
unless_built build "$root" --product volume
unless_built "$root/Tools/build-outside-guest.sh" "$package" StorageFact --sqlite "${SQLITE_PROFILE:-auto}"
all_is_built

guest() { # run, name, lines of the guest's description
    local folder=$run/$1 name=$2
    shift 2
    mkdir -p "$folder"
    printf '%s\n' "image=$image" memory=16 timeout=240 "$@" > "$folder/$name.guest"
}

printed() { # run, guest
    tr -d '\r' < "$run/$1/out/$2/console.log"
}

holds() { # run, guest, number of its boot
    local said
    said=$(printed "$1" "$2")
    contains "$said" "boot number $3" || return 1
    [ "$(grep -c '^FACT .* HOLDS$' <<< "$said")" = "$facts" ] || { echo "$said" >&2 && return 1; }
}

refused() { # guest, reason
    contains "$(printed second "$1")" "error: cannot open 'boots': $2"
}

counted() { # guest, what the disk counted
    printed first "$1" | sed -nE "s/^disk: .* ([0-9]+) $2.*/\1/p"
}

everything_copied() { # guest
    [ "$(counted "$1" copied)" -ge "$(counted "$1" segments)" ] && [ "$(counted "$1" segments)" -gt 1000 ]
}

less_copied() { # guest, guest
    # What is written is copied, by either; what is read by the second alone.
    [ "$(counted "$1" copied)" -lt "$(($(counted "$2" copied) - 1000))" ] &&
        [ "$(counted "$1" grants)" -lt "$(($(counted "$2" grants) / 4))" ]
}

facts=$(grep -c 'try await prove(' "$package/Sources/StorageFact/StorageFact.swift")
rm -rf "$run"
guest first file 'disk=xvda size=32 keep'
# Half a millisecond a request, which a task can see.
guest first slow 'disk=xvda size=32 type=null completion_nsec=500000 irqmode=2 blocksize=4096' extra=volatile-ok
guest first untrusted 'disk=xvda size=32'
cp "$scripts"/* "$run/first"
"$root/Tools/xenlab/run" "$run/first" --quiet || true
fact "facts hold on a disk with a cache" holds first file 1
fact "facts hold on a disk whose backend is not trusted" holds first untrusted 1
fact "an untrusted backend gets copies of all pages" everything_copied untrusted
fact "a trusted one gets SQLite's own, and keeps its grants" less_copied file untrusted
fact "facts hold on a slow disk" holds first slow 1

disk=$run/first/out/file/xvda.img
fact "the volume has no damage" contains "$("$debug/volume" check "$disk")" "no damage found"
"$debug/volume" export "$disk" many "$scratch/many.db" > /dev/null
fact "a store comes out of it whole" equal "10000 ok" \
    "$(sqlite3 -separator ' ' "$scratch/many.db" 'SELECT count(*), (SELECT * FROM pragma_integrity_check) FROM Note')"

# What the image has no SQL for.
cp "$disk" "$scratch/trigger.img"
"$debug/volume" export "$disk" boots "$scratch/boots.db" > /dev/null
sqlite3 "$scratch/boots.db" "CREATE TRIGGER watch AFTER DELETE ON orm_format BEGIN SELECT 1; END"
"$debug/volume" import --force "$scratch/trigger.img" boots "$scratch/boots.db" > /dev/null

echo "not a volume" > "$scratch/text"
cp "$disk" "$scratch/disk"
guest second again "disk=xvda size=32 content=$scratch/disk"
guest second trigger "disk=xvda size=32 content=$scratch/trigger.img" expect=crash
guest second none expect=crash
guest second other 'disk=xvda size=4' extra=disk=xvdc expect=crash
guest second read-only "disk=xvda size=32 content=$scratch/disk readonly" expect=crash
guest second volatile 'disk=xvda size=32 type=ram' expect=crash
guest second foreign "disk=xvda size=32 content=$scratch/text" expect=crash
guest second misspelt "disk=xvda size=32 content=$scratch/disk" extra=readonly expect=crash
guest second long-line 'disk=xvda size=4' "extra=$(seq -s ' ' 1500) read-only" expect=crash
guest second drive 'disk=hdc size=1 cdrom' "disk=xvda size=32 content=$scratch/disk"
guest second named 'disk=xvda size=4 readonly' "disk=sda size=32 content=$scratch/disk" 'disk=hda size=4 readonly' extra=disk=sda
guest second formatted "disk=xvda size=32 content=$scratch/text" extra=format
"$root/Tools/xenlab/run" "$run/second" --quiet || true
fact "what was stored is there at the next boot" holds second again 2
[ "${SQLITE_PROFILE:-auto}" != auto ] \
    || fact "a trigger is refused" refused trigger "the image lacks SQL of its schema (--sqlite auto): "
fact "no disk is said" refused none "the domain has no disk"
fact "a disk that is not there is named" refused other "the domain has no disk 'xvdc'"
fact "a read-only disk is refused" refused read-only "disk 'xvda' is read-only; say 'read-only' if that is meant"
fact "a disk that promises nothing is refused" refused volatile "disk 'xvda' promises no durability; say 'volatile-ok'"
fact "a disk with something else on it is refused" refused foreign "disk 'xvda' holds "
fact "a word that looks like one of storage's is refused" refused misspelt \
    "the command line says 'readonly': write 'read-only' if that is meant"
fact "a word at the end of a long command line counts" refused long-line "disk 'xvda' is blank, and 'read-only' was said"
fact "the first disk is a disk, and no CD drive" holds second drive 2
fact "disks have xl's names, of all kinds" holds second named 2
fact "with a word on the command line it is formatted" holds second formatted 1
