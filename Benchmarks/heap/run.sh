#!/usr/bin/env bash
# Compares the heap of guests with glibc's malloc and prints a Markdown table: how many times faster ours is
# (nanoseconds a pair of ours / of glibc). Usage: run.sh [ROUNDS]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
# Embedded Swift checks exclusive access at compile time only; the same here.
swiftc -O -wmo -swift-version 5 -enforce-exclusivity=unchecked -package-name mirage \
    "$here"/../../Sources/Unikernel/Memory/*.swift "$here"/*.swift -o "$out/heap-benchmark"
# glibc at its best: it keeps memory instead of returning it to the system and faulting it in again.
export GLIBC_TUNABLES=glibc.malloc.mmap_max=0:glibc.malloc.trim_threshold=4294967296:glibc.malloc.hugetlb=1
"$out/heap-benchmark" "$@"
