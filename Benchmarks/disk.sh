#!/usr/bin/env bash
# Measures how fast a large database is written and read in sequence, against a Linux guest with direct I/O on the raw
# device, on the same kinds of disk in one boot of the lab. Writes Documentation/DiskBenchmarks.md; fails below 0.9.
#
# Usage: Benchmarks/disk.sh [options]
#   --image FILE       the guest DiskMeasure, instead of building it
#   --megabytes MB     of the database (48)
#   --rounds NUMBER    how often each guest runs, in turns (3)
#   --again            look at the results of the last run once more, without one
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
report=$root/Documentation/DiskBenchmarks.md
run=$root/.build/bench-disk
least=0.90
image='' megabytes=48 rounds=3 again=''
while [ $# -gt 0 ]; do
    case $1 in
        --image) image=$(realpath "${2:?--image needs a file}") && shift ;;
        --megabytes) megabytes=${2:?--megabytes needs a number} && shift ;;
        --rounds) rounds=${2:?--rounds needs a number} && shift ;;
        --again) again=yes ;;
        *) sed -n '/^# Usage/,/^set/{/^set/d;s/^# \{0,1\}//p;}' "$0" >&2 && exit 2 ;;
    esac
    shift
done
kinds=(null file)

# The yardstick: busybox's dd, by /proc/uptime, on a disk that was written once, as ours is when the database comes.
yardstick() {
    cat << SCRIPT
took() { # what, kilobytes of a piece, dd's operands
    what=\$1 piece=\$2
    shift 2
    read -r start _ < /proc/uptime
    dd bs=\${piece}k count=\$(($megabytes * 1024 / piece)) "\$@" 2> /dev/null || echo "FAILED \$what"
    read -r end _ < /proc/uptime
    echo "LINUX \$what \$piece \$(($megabytes * 1024 / piece * piece)) \$start \$end"
}
dd if=/dev/zero of=/dev/xvda bs=1024k count=$megabytes oflag=direct 2> /dev/null
for piece in 128 1024 4096 1024 4096; do
    took write \$piece if=/dev/zero of=/dev/xvda oflag=direct conv=fsync
    took read \$piece if=/dev/xvda of=/dev/null iflag=direct
done
SCRIPT
}

disk() { # kind
    local size=$((megabytes + 16))
    case $1 in
        null) echo "disk=xvda size=$size type=null blocksize=4096 cache_size=1" ;;
        file) echo "disk=xvda size=$size type=file" ;;
    esac
}

# Guests run in the order of their names, one at a time.
describe() {
    local round kind
    rm -rf "$run"
    mkdir -p "$run"
    yardstick > "$run/script"
    "$root/Tools/xenlab/linux-guest" "$run" "$run/script"
    for kind in "${kinds[@]}"; do
        for ((round = 1; round <= rounds; round++)); do
            printf '%s\n' image=linux.elf ramdisk=linux.cpio.gz memory=128 extra=console=hvc0 timeout=300 \
                "$(disk "$kind")" > "$run/$kind-$round-linux.guest"
            printf '%s\n' "image=$image" memory=8 "extra=$megabytes" timeout=300 \
                "$(disk "$kind")" > "$run/$kind-$round-ours.guest"
        done
    done
}

said() { # guest
    tr -d '\r' < "$run/out/$1/console.log"
}

# Nanoseconds a megabyte, the best of all rounds and, for Linux, of all sizes: what else the machine did made no round
# faster.
linux_best() { # kind, read or write: also the size of the pieces
    local round
    for ((round = 1; round <= rounds; round++)); do said "$1-$round-linux"; done |
        awk -v what="$2" '$1 == "LINUX" && $2 == what && $6 > $5 { t = ($6 - $5) * 1e9 * 1024 / $4
            if (!best || t < best) { best = t; piece = $3 } } END { printf "%.0f %d\n", best, piece }'
}

ours_best() { # kind, name
    local round
    for ((round = 1; round <= rounds; round++)); do said "$1-$round-ours"; done |
        awk -v what="$2" '$1 == "MEASURE" && $2 == what { t = $4 * 1048576 / $3; if (!best || t < best) best = t }
            END { printf "%.0f\n", best }'
}

ratio() { # Linux's nanoseconds, ours
    awk -v linux="$1" -v ours="$2" 'BEGIN { printf "%.2f", linux / ours }'
}

counts() { # kind, name: what a megabyte took, by the first round, as cells of a table
    said "$1-1-ours" | awk -v what="$2" -v size="$megabytes" '$1 == "MEASURE" && $2 == what && !seen++ {
        printf "%.1f | %.1f | %.2f | %.1f | %d | %d\n", ($5 + $6) / size, $7 / size,
            ($8 + $9) / 1048576 / size, $12 / size, $10, $11 }'
}

# Every segment is a page of eight sectors, and xen-blkback has counted the sectors.
confirm() { # guest: prints requests and sectors, by both, as cells of a table
    local ours theirs
    ours=$(said "$1" | awk '$1 == "MEASURE" && $2 == "all" { print $7, 8 * $7, ($8 + $9) / 512 }')
    theirs=$(sed -n 's/^disk\/xvda=//p' "$run/out/$1/result" | awk '{ for (i = 1; i < NF; i += 2) seen[$i] = $(i + 1)
        print seen["sectors-read"] + seen["sectors-written"] }')
    if [ "$(cut -d ' ' -f 2- <<< "$ours")" != "$theirs $theirs" ]; then
        echo "error: $1 counted $ours segments, sectors in them, sectors; xen-blkback $theirs sectors" >&2 && exit 1
    fi
    echo "${ours%% *} | $theirs"
}

if [ -z "$again" ]; then
    if [ -z "$image" ]; then
        "$root/Tools/build-guests.sh" DiskMeasure >&2
        image=$root/.build/guests/DiskMeasure/DiskMeasure.elf
    fi
    describe
    "$root/Tools/xenlab/run" "$run" --quiet --parallel 1 >&2
fi

status=0 ratios='' confirmed='' counted=''
for kind in "${kinds[@]}"; do
    for what in read write; do
        read -r best piece < <(linux_best "$kind" "$what")
        database=$(ratio "$best" "$(ours_best "$kind" "database-$what")")
        ratios+="| $kind | $what | $database | $(ratio "$best" "$(ours_best "$kind" "disk-$what")") | $piece KB |"$'\n'
        awk "BEGIN { exit $database < $least }" || status=1
    done
    for name in database-write database-read disk-write disk-read; do
        counted+="| $kind | $name | $(counts "$kind" "$name") |"$'\n'
    done
    for ((round = 1; round <= rounds; round++)); do
        confirmed+="| $kind | $round | $(confirm "$kind-$round-ours") |"$'\n'
    done
done
printf '%s' "$ratios"
[ $status -eq 0 ] || { echo "error: a database is below $least of Linux" >&2 && exit 1; }

cat > "$report" << DOCUMENT
# What a disk costs

Written by \`Benchmarks/disk.sh\` (\`make measure WHAT=disk\`). A database of $megabytes MB is written page by page, made durable, and
read page by page, in sequence, by the guest \`DiskMeasure\` of 8 MB, with the buffers that GuestRuntime gives such a
guest. Linux, with busybox's \`dd\` and direct I/O on the raw device, did the same in the same boot of the lab on a disk
of the same kind: \`null\` is null_blk with memory and a cache, \`file\` a loop device. They ran in turns, $rounds times each.

## Against Linux

How many times as fast as Linux the database was, and our raw disk in pieces of a megabyte: Linux's shortest time of
all rounds and sizes of pieces (128, 1,024 and 4,096 KB; the last column names the best) by our shortest of all
rounds. Everything is emulated, so the times themselves mean nothing and are not shown; the ratio is of the
work that two systems, with the same backend behind them, make an emulator do. \`make measure WHAT=disk\` fails below $least.

| Disk | What | Database | Raw disk | Linux's best |
|---|---|---|---|---|
$ratios
## A megabyte in the disk's terms

By our counters, the first time in the first round; flushes and barriers are of the whole. A request carries up to 32
segments of a page each, a wait is a moment in which the guest had nothing to do but to wait for the disk.

| Disk | What | Requests | Segments | MB | Waits | Flushes | Barriers |
|---|---|---|---|---|---|---|---|
$counted
## What the backend counted

Of all that the guest did, formatting and mounting among it: our segments, and the sectors of 512 bytes that xen-blkback
counted, which are 8 times as many, or the report would not be written.

| Disk | Round | Segments | Sectors |
|---|---|---|---|
${confirmed%$'\n'}
DOCUMENT
echo "wrote ${report#"$root"/}"
