#!/usr/bin/env bash
# Goal: in a guest SQLite's reads and durable commits copy nothing where the disk's backend is trusted, and grant
# nothing twice where that keeps grants. Method: Proofs/zerocopy counts what steps copy and grant on a simulated Xen,
# with one kind of backend a run, and fails when a count is above its limit.
source "$(dirname "$0")/common.sh"
echo "building Proofs/zerocopy"
tools=$("$root/Tools/build-proofs.sh" zerocopy 2> "$scratch/log") || { cat "$scratch/log"; exit 1; }
printf '%s\t%s\t%s\t%s\t%s\n' backend step blocks 'blocks copied' grants
for kind in persistent granted untrusted; do
    fact "a disk with a backend that is $kind costs no more than it did" timeout 120 "$tools/zerocopy" "$kind"
done
