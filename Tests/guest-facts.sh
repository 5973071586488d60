#!/usr/bin/env bash
# Proves the guests' facts on a simulated Xen, with hostile peers: the tests of the package Guests.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../Tools/folders.sh"
cd "$root"
Tools/build-outside.sh Guests --product GuestsPackageTests
exec "$debug/GuestsPackageTests.xctest" --testing-library swift-testing
