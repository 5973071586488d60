#!/usr/bin/env bash
# Fuzzes what peers, disks and images can say, under AddressSanitizer. Usage: Proofs/fuzz.sh [OPTION of fuzz run ...]
#   as in: --seed 7 --inputs 100000 --only block; a million inputs of seed 1 otherwise
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
Tools/build-proofs.sh fuzz -- --scratch-path "$PWD/.build/fuzz" --sanitize=address > /dev/null
mkdir -p .build/fuzz/work
[ $# -gt 0 ] || set -- --seed 1 --inputs 1000000
exec .build/fuzz/release/fuzz run --fixtures Fixtures/Hostile --folder .build/fuzz/work "$@"
