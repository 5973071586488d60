#!/usr/bin/env bash
# Goal: storage keeps its guarantees under faults on real Xen: a disk with a cache loses power during a load, the block
# backend disconnects and reconnects, the guest is saved, restored and migrated.
# Method: run the guest Load (Tests/StorageGuests) on disks that dm-log-writes records below xen-blkback. At random moments
# the guest is destroyed and its disk loses part of its unflushed writes; the next boot continues with the rest. Then
# `replay` (Checks) enumerates other possible states, after and between flushes: it mounts and checks each and compares it
# with what was acknowledged by then. Two negative controls show that losses are found: a load that acknowledges falsely,
# and a replay that ignores flushes. MIRAGE_SEED repeats the moments.
#
# Usage: storage-faults.sh [--cuts NUMBER] [--samples NUMBER] [--build | --built]
#   --cuts     power cuts in all (20)
#   --samples  states to look at in each boot after flushes, and as many between them (30)
#   --built    the image and the tools are there already
source "$(dirname "$0")/common.sh"
guests=$root/Tests/StorageGuests
image=$built/guests/Load/Load.elf
tools=${MIRAGE_CHECKS:-$checks/release}
volume=$debug/volume
faults=$root/.build/storage-faults
seed=${MIRAGE_SEED:-$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}
# shellcheck source=Tests/StorageGuests/facts.sh
source "$guests/facts.sh"

cuts=20 samples=30
while [ $# -gt 0 ]; do
    case $1 in
        --cuts) cuts=$2 && shift ;;
        --samples) samples=$2 && shift ;;
        --build | --built) ;;
        *) echo "storage-faults.sh does not know '$1'" >&2 && exit 64 ;;
    esac
    shift
done
first=$((cuts * 5 / 8)) # of the cuts, in the first lab; the second has more else to do

build_all() {
    echo "building the guest and the tools"
    unless_built build "$root" --product volume
    unless_built "$root/Tools/build-outside-guest.sh" "$guests" --product Load
    unless_built "$root/Tools/build-checks.sh" cut replay
    all_is_built
}

recorded() { # name, script, what it is told, lines: a guest with a recorded disk that a script boots several times
    boots "$1" "$2" "$3" "size=8 type=recorded log=48 keep" "file=$guests/cuts.sh" file=cut "${@:4}"
}

# Moments to cut the power at: acknowledged transactions to wait for, microseconds after that, words of the next boot.
# A few come before anything is acknowledged: while the volume is mounted or a journal played back. Some loads write
# several transactions before they say so, thus are seldom at the console.
moments() { # count, seed
    awk -v seed="$2" -v count="$1" 'BEGIN {
        srand(seed)
        for (i = 0; i < count; i++) {
            early = rand() < 0.2
            words = rand() < 0.4 ? "journal=rollback" : rand() < 0.3 ? "" : "journal=write-ahead"
            words = words (rand() < 0.3 ? " burst=6" : rand() < 0.7 ? " pause=20" : "")
            print early ? 0 : 1 + int(rand() * 3), int(rand() * (early ? 1000000 : 60000)), words
        }
    }'
}

cut_at_moments() { # guest, what it is told, count, seed
    moments "$3" "$4" > "$run/moments"
    recorded "$1" cuts "$2" file=moments file=seed
}

describe_first() {
    run=$faults/first
    echo "$seed" > "$run/seed"
    cut_at_moments cuts-1 journal=write-ahead $first "$seed"
    # It says of commits that nobody waited for that they are durable. The pause lets what it says be marked before more is written.
    recorded liar liar "commit=ordered pause=100" file=seed
    # It waits for a backend that does not answer, and costs nothing.
    recorded silent silent "stay pause=20"
}

describe_second() {
    run=$faults/second
    echo $((seed + 1000)) > "$run/seed"
    cut_at_moments cuts-2 journal=rollback $((cuts - first)) $((seed + 1000))
    recorded moved moved pause=100
    recorded unplugged unplugged "journal=write-ahead pause=20"
}

boot_labs() {
    rm -rf "$faults"
    mkdir -p "$faults"/{first,second}
    strip -o "$faults/first/cut" "$tools/cut"
    cp "$faults/first/cut" "$faults/second"
    describe_first
    describe_second
    echo "running two labs (MIRAGE_SEED=$seed)"
    "$root/Tools/xenlab/run" --quiet "$faults/first" > "$scratch/first" 2>&1 &
    local lab
    labs=$!
    trap 'kill $labs 2> /dev/null; rm -rf "$scratch"' EXIT
    "$root/Tools/xenlab/run" --quiet --parallel 1 "$faults/second" > "$scratch/second" 2>&1 &
    labs+=" $!"
    show_progress "$labs"
    trap 'rm -rf "$scratch"' EXIT
    for lab in first second; do
        ! grep -q 'xenlab: error' "$scratch/$lab" || { cat "$scratch/$lab" >&2 && exit 1; }
        tail -n 1 "$scratch/$lab"
    done
}

show_progress() { # process numbers: until these have ended
    local pid said='' now
    for pid in $1; do
        while kill -0 "$pid" 2> /dev/null; do
            sleep 1
            now="$(count_lines '^CUT' consoles/guest-cuts-*.log) of $cuts power cuts,"
            now+=" $(count_lines '^MOVED' moved/dom0.log) of 12 moves"
            ((SECONDS % 10)) || [ "$now" = "$said" ] || echo "    $SECONDS s: $now"
            ((SECONDS % 10)) || said=$now
        done
    done
}

count_lines() { # pattern, files of an output folder
    # shellcheck disable=SC2086 # patterns
    (cd "$faults" && cat ./*/out/$2 2> /dev/null) | grep -c "$1" || true
}

logs() { # guest: in order
    local number
    for ((number = 1; ; number++)); do
        [ -e "$run/out/$1/$number.log" ] || break
        echo "$run/out/$1/$number.log"
    done
}

replay() { # guest, options
    # shellcheck disable=SC2046 # paths of ours
    "$tools/replay" check samples="$samples" "${@:2}" $(logs "$1") > "$scratch/replay" || {
        cat "$scratch/replay" && return 1
    }
    sed 's/^/    /' "$scratch/replay"
}

finds() { # what, guest, options: replay does, in some of the states that a log allows
    local status=0
    # shellcheck disable=SC2046
    "$tools/replay" check samples="$samples" "${@:3}" $(logs "$2" | head -n 6) > "$scratch/replay" || status=$?
    if [ $status -ne 1 ] || ! grep -q "$1" "$scratch/replay"; then
        cat "$scratch/replay" && return 1
    fi
    sed -n '$s/^/    /p' "$scratch/replay"
}

in_order() { # guest: by the volume tool and the sqlite3 shell
    local disk=$run/out/$1/xvda.img count
    "$volume" check "$disk" > "$scratch/check" || { cat "$scratch/check" && return 1; }
    count=$(console "$1" | sed -n 's/^VERIFIED //p' | tail -n 1)
    "$volume" export --force "$disk" load "$scratch/load.sqlite" > /dev/null
    equal "$count ok" "$(sqlite3 -separator ' ' "$scratch/load.sqlite" \
        'SELECT count(*), (SELECT * FROM pragma_integrity_check) FROM Entry')"
}

judge_cuts() { # guest, cuts, seed
    fact "$1: $2 power cuts, and what was acknowledged is there each time" keeps "$1"
    echo "    $(summary "$1")"
    fact "$1: the power was cut $2 times" equal "$2" "$(logs "$1" | wc -l)"
    fact "$1: so it would be, whenever it had been cut and whatever the cache had kept (seed $3)" \
        replay "$1" seed="$3" image="$run/out/$1/last.img"
    fact "$1: volume and database are in order" in_order "$1"
}

judge_first() {
    run=$faults/first
    judge_cuts cuts-1 $first "$seed"
    fact "a disk that lies about flushes would lose what was acknowledged, and this test sees it" \
        finds 'are not as they must be' cuts-1 seed="$seed" lying
    fact "commits that nobody waits for keep their order" keeps liar -v ordered=1
    fact "who calls them durable loses some, and this test sees it" fails_to_keep liar
    fact "so does replay" finds 'is the last entry, which must be in' liar seed="$seed"
    fact "a backend that goes without a word is missed" keeps silent
    fact "and reported" contains "$(console silent)" "REFUSED input or output error"
    fact "as what it is" contains "$(console silent)" "the disk is gone: the backend does not answer"
}

judge_second() {
    run=$faults/second
    judge_cuts cuts-2 $((cuts - first)) $((seed + 1000))
    fact "a guest that is saved, restored and migrated under load loses nothing" keeps moved
    fact "all of that in one boot, and one to verify" equal 2 "$(console moved | grep -c '^BOOT')"
    fact "that was 12 moves" equal 12 "$(grep -c '^MOVED' "$run/out/moved/dom0.log")"
    fact "nor would it if the power had been cut meanwhile" replay moved seed="$seed"
    fact "a guest goes on when its backend is unplugged and plugged in, and loses nothing" keeps unplugged
    fact "four times in a row" equal 4 "$(grep -c '^REPLUGGED' "$run/out/unplugged/dom0.log")"
    fact "and when the backend's module is replaced" grep -q '^RELOADED' "$run/out/unplugged/dom0.log"
    fact "meanwhile it waits" equal 2 "$(grep -c '^STOOD STILL' "$run/out/unplugged/dom0.log")"
    fact "a disk that is taken away for good is an error" contains "$(console unplugged)" \
        "on 'load': the disk is gone: the backend has closed it"
    fact "after which the store does not go on" contains "$(console unplugged)" \
        "on 'load': an earlier write failed: the disk is gone"
}

build_all
boot_labs
judge_first
judge_second
echo "storage-faults: $SECONDS s"
