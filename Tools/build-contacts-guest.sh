#!/usr/bin/env bash
# Builds the contacts program as a guest, in our own build folder, where most of it is built already:
# .build/guests/ContactsGuest/ContactsGuest.elf. Usage: build-contacts-guest.sh [OPTION of swift package guest ...]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
# SwiftPM keeps one build plan a folder and would take it for any package's (see build-outside.sh).
rm -f "$root/.build/debug.yaml"
trap 'rm -f "$root/.build/debug.yaml"' EXIT
swift package --package-path "$root/Examples/ContactsGuest" --scratch-path "$root/.build" \
    guest --product ContactsGuest "$@"
