#!/usr/bin/env bash
# Goal: in a guest, SQLite's reads and durable commits copy nothing if the disk's backend is trusted, and grant no page
# twice if the backend keeps grants.
# Method: Checks/zerocopy counts the copies and grants of each step on a simulated Xen, with one kind of backend per run,
# and fails if a count exceeds its limit.
source "$(dirname "$0")/common.sh"
echo "building Checks/zerocopy"
tools=$("$root/Tools/build-checks.sh" zerocopy 2> "$scratch/log") || { cat "$scratch/log"; exit 1; }
printf '%s\t%s\t%s\t%s\t%s\n' backend step blocks 'blocks copied' grants
for kind in persistent granted untrusted; do
    fact "a disk with a backend that is $kind costs no more than it did" timeout 120 "$tools/zerocopy" "$kind"
done
