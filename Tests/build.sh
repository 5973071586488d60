#!/usr/bin/env bash
# Builds the Swift tests, the program that some of them start, and the one that makes mutants. Only these: the other products
# would take a second build of swift-syntax and of all modules.
#
# Usage: Tests/build.sh [--host]
#   --host   only the tests of what runs on the host alone
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if [ "${1:-}" = --host ]; then
    MIRAGE_TESTS=host "${SWIFT:-swift}" build --product MiragePackageTests
else
    "${SWIFT:-swift}" build --product MiragePackageTests
    "${SWIFT:-swift}" build --product StoreProcess
fi
"${SWIFT:-swift}" build --product mutate
