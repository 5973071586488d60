#!/usr/bin/env bash
# Builds programs of Checks and tests, optimised, and prints the folder that has them. Whoever needs one builds it with
# this, so that all are linked in one way and no build undoes another's: with the SQLite of Tools/sqlite/host, which knows
# batch-atomic writes, and with the macros of the debug build, so that swift-syntax is not built once more. They keep the
# checks of a debug build, assertions and the bounds of buffers among them, which cost next to nothing here. They have no
# index for editors.
#
# Usage: Tools/build-checks.sh [--shared] PRODUCT... [-- OPTION of swift build ...]
#   --shared   SQLite is the system's library, or that which LD_LIBRARY_PATH puts in its place
#   OPTION     with MiragePackageTests among the products, -Xswiftc -enable-testing
# Where MIRAGE_CHECKS is the folder of a build that has them, and no option is given, that is it: `make test` builds them once, as
# part of the mutants, and uses them with no mutant switched on.
# As in:
#   tools=$(Tools/build-checks.sh cut replay)
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/folders.sh"

products=() library=
[ "${1:-}" != --shared ] || { library=/shared && shift; }
while [ $# -gt 0 ] && [ "$1" != -- ]; do
    products+=("$1")
    shift
done
[ ${#products[@]} -gt 0 ] || { sed -n '/^# Usage/,/^set/{/^set/d;s/^# \{0,1\}//p;}' "$0" >&2 && exit 2; }
if [ $# -gt 0 ]; then
    shift
elif [ -n "${MIRAGE_CHECKS:-}" ]; then
    for product in "${products[@]}"; do
        [ -e "$MIRAGE_CHECKS/$product" ] || [ -e "$MIRAGE_CHECKS/lib$product.a" ] || {
            echo "error: there is no $product in $MIRAGE_CHECKS (MIRAGE_CHECKS); Checks/mutants.sh --build makes it" >&2
            exit 1
        }
    done
    echo "$MIRAGE_CHECKS"
    exit
fi

# The executable of the macros is no product: any debug build of a module that uses them makes it.
[ -x "$debug/OrmMacros-tool" ] || "${SWIFT:-swift}" build --package-path "$root" --target Golden >&2
sqlite=$("$root/Tools/sqlite/host")
build=("${SWIFT:-swift}" build -c release --disable-index-store --package-path "$root" --scratch-path "$checks" -Xlinker "-L$sqlite$library"
    -Xswiftc -assert-config -Xswiftc Debug "$@")
export MIRAGE_MACROS=$debug/OrmMacros-tool
for product in "${products[@]}"; do
    "${build[@]}" --product "$product" >&2
done
"${build[@]}" --show-bin-path
