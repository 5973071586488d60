#!/usr/bin/env bash
# Builds the Swift tests and the program that some of them start. Only these: the other products
# would take a second build of swift-syntax and of all modules.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
"${SWIFT:-swift}" build --product MiragePackageTests
"${SWIFT:-swift}" build --product StoreProcess
