#!/usr/bin/env bash
# Builds programs of Proofs, in release, and prints the folder that has them. Whoever needs one builds it with this, so
# that all are linked in one way and no build undoes another's: with the SQLite of Tools/sqlite/host, which knows batches.
#
# Usage: Tools/build-proofs.sh PRODUCT... [-- OPTION of swift build ...]
# As in:
#   tools=$(Tools/build-proofs.sh cut replay)
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/folders.sh"

products=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
    products+=("$1")
    shift
done
[ ${#products[@]} -gt 0 ] || { sed -n '/^# Usage/,/^set/{/^set/d;s/^# \{0,1\}//p;}' "$0" >&2 && exit 2; }
[ $# -eq 0 ] || shift

# The macros are those of the root package, which any debug build of it makes.
[ -x "$debug/OrmMacros-tool" ] \
    || "${SWIFT:-swift}" build --package-path "$root" --target Golden >&2
sqlite=$("$root/Tools/sqlite/host")
proofs=$root/Proofs
for option; do # a copy of the package has a folder of its own
    [[ $option != --package-path=* ]] || proofs=${option#*=}
done
build=("${SWIFT:-swift}" build -c release --package-path "$proofs" -Xlinker "-L$sqlite" "$@")
for product in "${products[@]}"; do
    "${build[@]}" --product "$product" >&2
done
"${build[@]}" --show-bin-path
