#!/usr/bin/env bash
# Goal: the contacts program prints the same on Linux, as a guest on real Xen, and after that guest's reboot.
# Method: run `make run` on a list with malformed lines, repeated addresses and difficult names, in a domain of 8 MB. It
# compares the answers itself, also with those of the sqlite3 shell.
# Usage: contacts-guest.sh [--built]   (--built: the programs are already built)
source "$(dirname "$0")/common.sh"
list=$scratch/list
cat > "$list" << 'LIST'
Anil Madhavapeddy <avsm2@cam.ac.uk>
no address at all

Renamed <avsm2@cam.ac.uk>
Ünïcode <ünï@例え.jp>
  Indented   <indented@lists.debian.org>
Unclosed <open@example.org
LIST
for number in $(seq 1000); do
    echo "Person $number <person$number@domain$((number % 7)).debian.org>"
done >> "$list"
make --no-print-directory -C "$root" run OPTIONS="--sqlite auto --file $list ${1:-}" > "$scratch/said" 2> "$scratch/log" \
    || { cat "$scratch/said" "$scratch/log" && exit 1; }
said=$(cat "$scratch/said")
fact "the answers agree" contains "$said" "the answers agree"
fact "everyone was counted" contains "$said" "1003 contacts, 2 malformed lines skipped"
fact "8 MB are enough" contains "$said" "the domain had 8 MB"
bytes=$(sed -nE 's/^image: +([0-9]+) bytes.*/\1/p' <<< "$said")
limit=$(sed -n 's#^ContactsGuest/auto ##p' "$root/Guests/sizes.txt")
fact "the image is no larger than it may be ($bytes bytes)" test "$bytes" -le "$limit"
