#!/usr/bin/env bash
# Goal: what a transaction of SQLite's own `unix` VFS on ext4 asks of the disk, in numbers that stand beside ours.
# Method: the SQL of `make measure WHAT=io-costs` in SQLite's shell (Debian's, of the version that guests have) on ext4 as mkfs.ext4 and
# mount make it by default, in the lab's Linux; dm-log-writes below it records each write, flush and FUA between marks.
# Result: Documentation/costs-ext4.txt, columns separated by tabs, sums over `transactions`.
#
# Usage: Benchmarks/ext4.sh [RESULT]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
source "$root/Benchmarks/transactions.sh"
result=${1:-$root/Documentation/costs-ext4.txt}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
megabytes=96

command -v mkfs.ext4 > /dev/null || PATH=$PATH:/sbin:/usr/sbin
echo "building the reader of logs"
tools=$("$root/Tools/build-checks.sh" replay 2> "$work/build") ||
    { cat "$work/build" && exit 1; }
truncate -s ${megabytes}M "$work/ext4.img"
# Lazy initialisation would go on writing while we count.
mkfs.ext4 -q -F -b 4096 -E lazy_itable_init=0,lazy_journal_init=0 "$work/ext4.img"

for locking in NORMAL EXCLUSIVE; do
    for mode in DELETE TRUNCATE PERSIST MEMORY WAL OFF; do
        sql $mode $locking FULL "$mode $locking FULL" > "$work/$mode-$locking-FULL.sql"
    done
    sql WAL $locking NORMAL "WAL $locking NORMAL" > "$work/WAL-$locking-NORMAL.sql"
done

cat > "$work/script" << 'SCRIPT'
set -e
cat > /bin/mark << 'MARK'
#!/bin/sh
exec dmsetup --noudevsync message recorded 0 mark "$(echo "$*" | tr ' ' :)" # one word
MARK
chmod +x /bin/mark
mkdir /mnt /disks
mount -t tmpfs -o size=90% tmpfs /disks
for sql in /out/*.sql; do
    name=$(basename "$sql" .sql)
    cp /out/ext4.img /disks/data
    truncate -s 400M /disks/log
    losetup /dev/loop0 /disks/data
    losetup /dev/loop1 /disks/log
    echo "0 $(blockdev --getsz /dev/loop0) log-writes /dev/loop0 /dev/loop1" | dmsetup --noudevsync create recorded
    device=/dev/dm-$(dmsetup info --columns --noheadings -o minor recorded)
    mount -t ext4 "$device" /mnt
    [ -e /out/system ] || {
        echo "Linux $(uname -r), SQLite $(sqlite3 -version | cut -d ' ' -f 1)"
        grep ' /mnt ' /proc/mounts
        echo "write cache: $(cat "/sys/block/${device#/dev/}/queue/write_cache")," \
            "FUA: $(cat "/sys/block/${device#/dev/}/queue/fua")"
    } > /out/system
    echo "$name"
    sqlite3 -bail /mnt/db < "$sql" 2>&1 | tee /out/complaints
    [ ! -s /out/complaints ]
    umount /mnt
    dmsetup --noudevsync remove recorded
    losetup -d /dev/loop0
    losetup -d /dev/loop1
    # What was never written is not worth the way.
    dd if=/disks/log of="/out/$name.log" bs=64k count=$(($(stat -c %b /disks/log) / 128 + 1)) 2> /dev/null
    rm /disks/data /disks/log
done
SCRIPT
echo "running SQLite on ext4 in Linux"
"$root/Tools/xenlab/linux" "$work" "$work/script" --memory 1024 --timeout 600
{
    echo "# What SQLite's unix VFS on ext4 asks of a disk: made by \`make measure WHAT=ext4-costs\`."
    sed 's/^/# /' "$work/system"
    printf '# mkfs.ext4 -b 4096 (%s), %s MB\n' "$(mkfs.ext4 -V 2>&1 | head -n 1)" $megabytes
    cat << 'NOTES'
# Numbers are sums over `transactions`; a commit of ext4's own journal by the clock may be among them, rarely.
# writes: bios. requests: the same in pieces of 128 KiB at most, as xen-blkfront would ask. runs: writes that do not
# follow on the one before. forced: writes with FUA, durable at once: count each as a flush, too.
# WAL is without checkpoints; `checkpoint` is what one costs after as many transactions, of the line for WAL.
NOTES
    printf '%s\t' journal locking synchronous pages transactions writes requests runs bytes flushes
    echo forced
    for log in "$work"/*.log; do
        "$tools/replay" count "$log"
    done | LC_ALL=C sort -t $'\t' -k1,3 -k4,4n
} > "$work/result"
mv "$work/result" "$result"
echo "written: $result"
