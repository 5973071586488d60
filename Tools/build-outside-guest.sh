#!/usr/bin/env bash
# Builds guests of a package that uses ours, in our own build folder, where most of them is built already:
# .build/guests/PRODUCT/PRODUCT.elf. Usage: build-outside-guest.sh PACKAGE [OPTION of swift package guest ...]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
# SwiftPM keeps one build plan a folder and would take it for any package's (see build-outside.sh).
rm -f "$root/.build/debug.yaml"
trap 'rm -f "$root/.build/debug.yaml"' EXIT
swift package --package-path "$1" --scratch-path "$root/.build" guest "${@:2}"
