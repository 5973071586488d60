#!/usr/bin/env bash
# Builds guests of Guests/ as images, all of them or those that are named: .build/guests/NAME/NAME.elf.
# Usage: build-guests.sh [NAME ...]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
names=("$@")
if [ ${#names[@]} -eq 0 ]; then
    for folder in "$root"/Guests/Sources/*/; do
        name=$(basename "$folder")
        # Facts is a library.
        grep -qrs '^@main' "$folder" && names+=("$name")
    done
fi
products=()
for name in "${names[@]}"; do
    [ -d "$root/Guests/Sources/$name" ] || {
        echo "error: there is no guest '$name'; there are: $(cd "$root/Guests/Sources" && echo *)" >&2
        exit 1
    }
    products+=(--product "$name")
done
"$root/Tools/build-outside-guest.sh" "$root/Guests" "${products[@]}"
