#!/usr/bin/env bash
# Measures the kernel with the guest Measure and writes Documentation/GuestBenchmarks.md.
#
# Usage: Benchmarks/guests.sh [IMAGE]
# Without an image, the guest is built first. QEMU counts instructions; where KVM works, the same guest also tells how long
# things take on this machine's processor.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
report=$root/Documentation/GuestBenchmarks.md
counting=(qemu-system-x86_64 -M q35 -accel tcg -cpu max -icount shift=0 -m 64 -display none -debugcon stdio -no-reboot
    -device "isa-debug-exit,iobase=0xf4,iosize=4" -kernel)
processor=("$root/Tools/xenlab/boot" --kvm --memory 64)

built() { # prints the image's path
    "$root/Tools/build-guests.sh" Measure >&2
    echo "$root/.build/guests/Measure/Measure.elf"
}

measured() { # a command that boots an image: what the guest prints, when it printed it all
    local said
    said=$(timeout 300 "$@" "$image" < /dev/null 2> /dev/null || true)
    grep -q '^MEASURE bytes-loop-sleep' <<< "$said" && sed -n 's/^MEASURE //p' <<< "$said"
}

value() { # text, name
    sed -n "s/^$2 //p" <<< "$1"
}

nanoseconds() { # name: on this machine's processor, or a dash where there was no KVM
    [ -n "$direct" ] || { echo - && return; }
    awk -v cycles="$(value "$direct" "$1")" -v rate="$(value "$direct" rate)" \
        'BEGIN { printf "%.0f", cycles * 1000000 / rate }'
}

row() { # what, name
    echo "| $1 | $(value "$counted" "$2") | $(nanoseconds "$2") |"
}

image=${1:-$(built)}
# One instruction is one nanosecond of the emulated machine, and its counter counts nanoseconds.
counted=$(measured "${counting[@]}") || { echo "the guest did not finish" >&2 && exit 1; }
# `loop` has two instructions a round: anything else, and the numbers would be no instructions.
[ "$(value "$counted" loop)" = 2 ] || { echo "the counter does not count instructions" >&2 && exit 1; }
direct=$(measured "${processor[@]}") || direct=''
[ -n "$direct" ] || echo "without KVM: no times" >&2
waited=10000151 # instructions in the 11,932 ticks of 1,193,182 Hz by which the clock is set where there is no Xen

cat > "$report" << DOCUMENT
# What the kernel costs

Written by \`Benchmarks/guests.sh\`. The guest \`Measure\` reads the processor's time stamp counter around what it
measures. The first column is from QEMU with \`-accel tcg -icount shift=0\`, whose counter goes forward by one with each
instruction that the guest executes; a loop of 1,000,000 times two instructions measured $(value "$counted" loop) a round, or the report
would not be written. Instructions are the same on every machine, and are no time. The second column is from a
processor (KVM)$([ -n "$direct" ] || echo ", and empty where there was none to measure on").

| What | Instructions | Nanoseconds |
|---|---|---|
| first Swift instruction to \`main\`, without Xen, less the 10 ms in which it sets its clock | $(($(value "$counted" boot) - waited)) | - |
$(row "switch to another stack, as fibers do" fiber-switch)
$(row "switch to another task, by \`Task.yield\`, with its share of the run loop's iteration" task-switch)
$(row "sleep that is over at once: set a timer, wait, wake up" timer)
$(row "object of 16 bytes, made and given back" heap-16)
$(row "object of 256 bytes" heap-256)
$(row "object of 4 KB" heap-4096)
$(row "object of 64 KB" heap-65536)

A task that sleeps takes $(value "$counted" bytes-task-sleep) bytes with \`Task.sleep(for:)\` and $(value "$counted" bytes-loop-sleep) with \`RunLoop.sleep(until:)\`, its timer included:
the mean of 10,000 in a task group. About 400 of them are the runtime's task and the closure that it runs, 1,024 a slab
for the frames of async functions.
DOCUMENT
echo "wrote ${report#"$root"/}"
