#!/usr/bin/env bash
# Goal: what SQLite's transactions cost in instructions, on a volume in a guest and on ext4 in Linux.
# Method: the SQL of `make measure WHAT=io-costs`, in one emulator whose time stamp counter goes forward by one with each instruction
# (Benchmarks/guests.sh), on disks in memory: the guest CostMeasure without Xen, and a program with Debian's SQLite in the
# lab's Linux, on brd. Neither has a driver of a disk in it. A loop of known length tells, on both sides, that
# instructions are what is counted.
# Result: Documentation/costs-instructions.txt, columns separated by tabs, sums over `transactions`.
#
# Usage: Benchmarks/instructions.sh [--ours [--built] | --ext4] [RESULT]
#   --ours, --ext4   prints what one side costs, and writes no result
#   --built          the guest is there already
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
source "$root/Benchmarks/transactions.sh"
source "$root/Tools/xenlab/lib/machine.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
megabytes=96

fail() { # message
    echo "error: $*" >&2
    exit 1
}

ours() { # prints journal, commit, pages, transactions, instructions
    local image=$root/.build/guests/CostMeasure/CostMeasure.elf
    [ "$is_built" = yes ] || "$root/Tools/build-guests.sh" CostMeasure >&2
    echo "running SQLite on a volume in a guest" >&2
    cp "$image" "$work/image"
    (cd "$work" && timeout 500 qemu-system-x86_64 -M q35 -accel tcg "${counting_machine[@]}" -m 256 -display none \
        -debugcon stdio -no-reboot -device isa-debug-exit,iobase=0xf4,iosize=4 -kernel image \
        < /dev/null > ours 2> ours.errors) || true
    grep -q '^MEASURE done' "$work/ours" || { cat "$work/ours" "$work/ours.errors" >&2 && fail "the guest did not finish"; }
    grep -q '^MEASURE loop 2$' "$work/ours" || fail "the counter does not count instructions"
    sed -n $'s/^COST\t//p' "$work/ours" | tr -d '\r'
}

ext4() { # prints journal, pages, transactions, instructions
    local mode number=0
    command -v mkfs.ext4 > /dev/null || PATH=$PATH:/sbin:/usr/sbin
    truncate -s ${megabytes}M "$work/ext4.img"
    # Lazy initialisation would go on writing while we count.
    mkfs.ext4 -q -F -b 4096 -E lazy_itable_init=0,lazy_journal_init=0 "$work/ext4.img"
    clang -O2 -Wall -Wextra -Werror "$root/Benchmarks/instructions/ext4.c" -lsqlite3 -o "$work/ext4"
    for mode in DELETE TRUNCATE PERSIST MEMORY WAL OFF; do
        sql $mode EXCLUSIVE FULL "$mode" > "$work/$mode.sql"
    done
    cat > "$work/script" << SCRIPT
set -e
. /lab/common.sh
load_module brd rd_nr=6 rd_size=$((megabytes * 1024))
mkdir /mnt
number=0
cp /out/ext4 /bin/ext4
for sql in /out/*.sql; do
    mode=\$(basename "\$sql" .sql)
    disk=/dev/ram\$number
    number=\$((number + 1))
    dd if=/out/ext4.img of=\$disk bs=1M 2> /dev/null
    mount -t ext4 \$disk /mnt
    cp "\$sql" /script
    [ -e /out/system ] || {
        echo "Linux \$(uname -r), SQLite \$(sqlite3 -version | cut -d ' ' -f 1)"
        grep ' /mnt ' /proc/mounts
    } > /out/system
    ext4 /mnt/db /script > /out/\$mode.counted
    umount /mnt
done
grep -B 1 -A 3 'crc32c' /proc/crypto > /out/checksums
SCRIPT
    echo "running SQLite on ext4 in Linux" >&2
    "$root/Tools/xenlab/linux" "$work" "$work/script" --memory 1024 --timeout 500 --counting >&2
    grep -q 'crc32c-intel' "$work/checksums" || fail "Linux has not the processor's checksums"
    for mode in DELETE TRUNCATE PERSIST MEMORY WAL OFF; do
        grep -q $'^loop\t2$' "$work/$mode.counted" || fail "the counter does not count instructions"
        grep "^$mode " "$work/$mode.counted" | tr ' ' '\t'
    done
}

is_built=no
[ "${2:-}" != --built ] || is_built=yes
case ${1:-} in
    --ours | --ext4)
        "${1#--}"
        exit ;;
esac
result=${1:-$root/Documentation/costs-instructions.txt}
ours > "$work/ours.costs"
ext4 > "$work/ext4.costs"
{
    cat << 'NOTES'
# What SQLite's transactions cost in instructions: made by `make measure WHAT=instruction-costs`.
# Numbers are sums over `transactions`, user and system together; ext4's are of its unix VFS with exclusive locking and
# synchronous=FULL, beside the commit log those of WAL.
NOTES
    sed 's/^/# /' "$work/system"
    printf 'journal\tcommit\tpages\ttransactions\tinstructions\text4\n'
    awk -F '\t' -v OFS='\t' 'NR == FNR { ext4[$1, $2, $3] = $4; next } {
        theirs = ext4[$1 == "commit log" ? "WAL" : $1, $3, $4]
        print $0, $2 == "durable" ? theirs : "-" }' "$work/ext4.costs" "$work/ours.costs"
} > "$work/result"
! awk -F '\t' '/^#/ { next } NF != 6 || $6 == ""' "$work/result" | grep . >&2 || fail "these lines lack something"
mv "$work/result" "$result"
echo "written: $result"
