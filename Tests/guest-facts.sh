#!/usr/bin/env bash
# Proves the guests' facts on a simulated Xen, with hostile peers: the tests of the package Guests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
swift build --package-path Guests --disable-build-manifest-caching --product GuestsPackageTests
swift test --package-path Guests --disable-build-manifest-caching --skip-build
