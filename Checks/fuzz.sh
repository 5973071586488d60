#!/usr/bin/env bash
# Fuzzes what peers, disks and images can say.
#
# Usage: Checks/fuzz.sh [--sanitized] [OPTION of fuzz run ...]
#   --sanitized   under AddressSanitizer, which takes three times as long: 50,000 inputs of seed 2 unless options say otherwise
#   OPTION        as in: --seed 7 --inputs 100000 --only block; a million inputs of seed 1 otherwise
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if [ "${1:-}" = --sanitized ]; then
    shift
    Tools/build-checks.sh fuzz -- --scratch-path "$PWD/.build/fuzz" --sanitize=address > /dev/null
    programs=.build/fuzz/release work=.build/fuzz/work
    [ $# -gt 0 ] || set -- --seed 2 --inputs 50000
else
    programs=$(Tools/build-checks.sh fuzz) work=.build/fuzz-work
    [ $# -gt 0 ] || set -- --seed 1 --inputs 1000000
fi
mkdir -p "$work"
exec "$programs/fuzz" run --fixtures Fixtures/Hostile --folder "$work" "$@"
