#!/usr/bin/env bash
# Builds `simulate` and the tests of volumes, optimised and with the rules of storage to be switched off (MIRAGE_MUTANTS),
# and prints the folder that has them. No rule is off unless MIRAGE_MUTANT names one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
MIRAGE_MUTANTS=1 exec Tools/build-proofs.sh simulate ProofsPackageTests -- --scratch-path "$PWD/Proofs/.build/mutants" \
    -Xswiftc -enable-testing
