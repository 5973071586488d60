#!/usr/bin/env bash
# Goal: all guarantees for guests hold on real Xen, and those that do not need Xen also hold without it.
# Method: build every guest of Guests/, boot each on the lab (one boot of Xen and dom0 for all) or on QEMU alone, and
# compare its exit and output with the expected ones. The table at the end lists the facts.
# Usage: guests.sh [--build | --built]
source "$(dirname "$0")/common.sh"
images=$root/Guests/.build/guests
run=$root/.build/guest-facts

guest() { # name, image, then lines of the guest's description
    local name=$1 image=$2
    shift 2
    printf '%s\n' "image=$images/$image/$image.elf" "$@" > "$run/$name.guest"
}

describe() {
    rm -rf "$run"
    mkdir -p "$run"
    cp "$scripts"/* "$run"
    guest hello Hello memory=4
    guest async-hello AsyncHello memory=4
    guest protection Protection memory=32
    guest heap FactGuest extra=heap memory=64
    # More than the gigabyte that the boot code maps.
    guest large FactGuest extra=heap memory=1100
    # Without an offset, Xen tells a PVH domain no time of day.
    guest time FactGuest extra=time config=rtc_timeoffset=1
    guest tasks FactGuest extra=tasks
    guest sleepers FactGuest extra=sleepers memory=192
    guest fibers FactGuest extra=fibers
    guest events FactGuest extra=events
    guest xenstore FactGuest extra=xenstore
    guest shutdown FactGuest extra=shutdown
    guest suspend FactGuest extra=suspend timeout=600
    guest console FactGuest extra=console
    guest owner FactGuest extra=owner group=grants
    guest reader FactGuest extra=reader group=grants
    guest block FactGuest extra=block 'disk=xvda size=16' 'disk=xvdb size=16 type=ram' \
        'disk=xvdc size=16 type=null blocksize=4096'
    guest block-move FactGuest extra=block-move timeout=240 'disk=xvda size=16'
    for fault in null code execute stack fiber trap panic; do
        guest fault-$fault Faults extra=$fault expect=crash
    done
    guest reboot Faults extra=reboot expect=reboot
    guest long-line Faults "extra=$(seq -s ' ' 1500) reboot" expect=reboot
    guest out-of-memory OutOfMemory memory=16 expect=crash
}

value() { # guest, key: a value of its result
    sed -n "s#^$2=##p" "$run/out/$1/result"
}

ended() { # guest, state, what its crash note must begin with (if it is to crash)
    [ "$(value "$1" state)" = "$2" ] || {
        echo "$1 ended with '$(value "$1" state)':"
        tail -q -n 20 "$run/out/$1/console.log" "$run/out/$1/hypervisor.log"
        return 1
    } >&2
    [ $# -lt 3 ] || case "$(value "$1" data/crash)" in # the toolstack must be told
        "$3"*) ;;
        *) echo "$1 left '$(value "$1" data/crash)' in xenstore" >&2 && return 1 ;;
    esac
}

prints() { # guest, line: on its console
    contains "$(cat "$run/out/$1/console.log")" "$2"
}

holds() { # guest: all of its facts, and at least one
    ended "$1" poweroff || return 1
    grep -q '^FACT .* HOLDS' "$run/out/$1/console.log" || { echo "$1 proved nothing" >&2 && return 1; }
}

counts_on() { # guest: prints ticks from 1 on, none twice and none missing
    sed -n 's/^tick //p' "$run/out/$1/console.log" | awk '$1 != NR { exit 1 } END { exit NR < 10 }'
}

on_xen() {
    describe
    "$root/Tools/xenlab/run" "$run" --quiet || true # each guest is judged below
    fact "a guest of 4 MB prints its line on real Xen" prints hello "Hello from Swift, with nothing underneath"
    fact "and powers off" ended hello poweroff
    fact "a guest with tasks runs in 4 MB" prints async-hello "Hello from a task: 42"
    local guest
    fact "a suspended guest misses nothing" counts_on suspend
    for guest in protection heap large time tasks sleepers fibers events xenstore shutdown suspend console owner reader \
        block block-move; do
        fact "$guest: facts hold" holds $guest
    done
    fact "a null pointer ends in a report" ended fault-null crash "page fault writing 0000000000000008 (a null pointer)"
    fact "code cannot be written" ended fault-code crash "page fault writing 0000000000100100 (code)"
    fact "data cannot be executed" ended fault-execute crash "page fault executing"
    fact "a stack that runs over ends in a report" ended fault-stack crash "page fault writing"
    fact "and says which stack" prints fault-stack "(the main stack ran over)"
    fact "a fiber's stack that runs over does, too" ended fault-fiber crash "page fault writing"
    fact "and says so" prints fault-fiber "(a fiber's stack ran over)"
    fact "a trap of Swift's ends in a report" ended fault-trap crash "trap"
    fact "a backtrace names the functions" prints fault-trap "Faults.main"
    fact "a panic gives its reason to the toolstack" ended fault-panic crash "as was asked for"
    fact "a guest can ask to be started again" ended reboot reboot
    fact "the last word of a long command line counts" ended long-line reboot
    fact "running out of memory says how much there was" ended out-of-memory crash "out of memory: "
}

bare() { # image, memory, command line: boots it without Xen and prints what it prints
    "$root/Tools/xenlab/boot" "$images/$1/$1.elf" --qemu --memory "$2" ${3:+--extra "$3"} 2>&1
}

without_xen() {
    local facts
    fact "a guest runs without Xen" contains "$(bare Hello 16)" "Hello from Swift"
    fact "so does one with tasks" contains "$(bare AsyncHello 16)" "Hello from a task: 42"
    for facts in heap tasks; do
        fact "$facts: facts hold without Xen" contains "$(bare FactGuest 64 "$facts")" HOLDS
    done
    fact "protection: facts hold without Xen" contains "$(bare Protection 64)" HOLDS
    fact "so do those of a guest with more than a gigabyte" contains "$(bare FactGuest 1100 heap)" "up to its end HOLDS"
    fact "and with memory on both sides of 4 GB" contains "$(bare Hello 4096)" "Hello from Swift"
    fact "as dom0, whose start info has no memory map" \
        contains "$("$root/Tools/xenlab/boot" "$images/AsyncHello/AsyncHello.elf" --dom0 2>&1)" "Hello from a task: 42"
    fact "a fact about Xen says that there is none" contains "$(bare FactGuest 16 events || true)" "this guest needs Xen"
}

on_processor() {
    local said status=0
    said=$("$root/Tools/xenlab/boot" "$images/FactGuest/FactGuest.elf" --kvm --memory 64 --extra tasks 2>&1) || status=$?
    # 2 is trouble with the machine; anything else is the guest's doing.
    [ $status -ne 2 ] || { echo "skipped: guests under KVM: $(tail -n 1 <<< "$said")" && return; }
    fact "facts hold on this machine's processor (KVM)" contains "$said" HOLDS
}

table() { # every fact that a guest stated, with the guest
    echo "facts proved on real Xen:"
    grep -H '^FACT' "$run"/out/*/console.log \
        | sed -E 's#.*/out/([^/]+)/console.log:FACT (.*) HOLDS\r?$#  \1|\2#' \
        | awk -F'|' '{ printf "%-14s %s\n", $1, $2 }'
}

unless_built "$root/Tools/build-guests.sh"
all_is_built
fact "images are no larger than they may be" "$root/Tools/guest-sizes.sh" --built "$images"
on_xen
without_xen
on_processor
table
