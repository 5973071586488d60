#!/usr/bin/env bash
# Builds the Swift tests. The product of the tests alone: with all others, swift-syntax and the modules would be built a
# second time.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec "${SWIFT:-swift}" build --product MiragePackageTests
