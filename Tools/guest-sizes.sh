#!/usr/bin/env bash
# Shows how large images of guests are, and fails when one is larger than Guests/sizes.txt allows.
#
# Usage: Tools/guest-sizes.sh [options]
#   --all          every guest of Guests/, not only those with a limit
#   --built FOLDER takes the images in FOLDER/NAME instead of building them
# GUEST_IMAGE is the tool to build with; without it, the package's own is built and run.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
limits=$root/Guests/sizes.txt

names() { # of the guests to look at: those with a limit, or all programs
    if [ $all = yes ]; then
        grep -l '^@main' "$root"/Guests/Sources/*/*.swift | xargs -n 1 dirname | xargs -n 1 basename | sort -u
    else
        sed '/^#/d; s/ .*//' "$limits"
    fi
}

limit() { # name: its limit, or nothing
    sed -n "s/^$1 //p" "$limits"
}

build() { # names: all in one invocation
    local products=() name log
    for name in "$@"; do products+=(--product "$name"); done
    log=$(mktemp)
    ${GUEST_IMAGE:-swift run --package-path "$root" guest-image} build "${products[@]}" \
        --package-path "$root/Guests" > "$log" 2>&1 || { cat "$log" >&2 && rm "$log" && return 1; }
    rm "$log"
}

part() { # name, part: bytes of it in memory, by the account of the image tool
    awk -v part="$2" '$2 == part && !found { print $1; found = 1 }' "$images/$1/$1.sizes.txt"
}

all=no images=''
while [ $# -gt 0 ]; do
    case $1 in
        --all) all=yes ;;
        --built) images=${2:?--built needs a folder} && shift ;;
        *) sed -n '/^# Usage/,/^set/{/^set/d;s/^# \{0,1\}//p;}' "$0" >&2 && exit 2 ;;
    esac
    shift
done
mapfile -t guests < <(names)
if [ -z "$images" ]; then
    build "${guests[@]}"
    images=$root/Guests/.build/guests
fi

printf '%-14s %8s %8s %8s %10s %8s %8s %8s\n' guest bytes limit code constants data zeroed symbols
failed=no
for guest in "${guests[@]}"; do
    bytes=$(stat -c %s "$images/$guest/$guest.bare.elf")
    allowed=$(limit "$guest")
    printf '%-14s %8d %8s %8d %10d %8d %8d %8d\n' "$guest" "$bytes" "${allowed:--}" "$(part "$guest" code)" \
        "$(part "$guest" constants)" "$(part "$guest" data)" "$(part "$guest" zeroed)" \
        $(($(stat -c %s "$images/$guest/$guest.elf") - bytes))
    [ -z "$allowed" ] || [ "$bytes" -le "$allowed" ] || failed=yes
done
[ $failed = no ] || { echo "an image is larger than Guests/sizes.txt allows" >&2 && exit 1; }
