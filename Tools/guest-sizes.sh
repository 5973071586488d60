#!/usr/bin/env bash
# Shows how large images of guests are. Fails when one is larger than Guests/sizes.txt allows, or has in it what none
# should (Guests/symbols.txt).
#
# Usage: Tools/guest-sizes.sh [options]
#   --all          every guest of Guests/, not only those with a limit
#   --contacts     those of the contacts program instead, with each profile of SQLite that has a limit
#   --had PROFILE  of these, takes the image in .build/guests/ContactsGuest for that of a profile
#   --built FOLDER takes the images in FOLDER/NAME instead of building them
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
limits=$root/Guests/sizes.txt
symbols=$root/Guests/symbols.txt

names() { # of the guests to look at: those with a limit, or all programs
    if [ $all = yes ]; then
        grep -l '^@main' "$root"/Guests/Sources/*/*.swift | xargs -n 1 dirname | xargs -n 1 basename | sort -u
    elif [ $contacts = yes ]; then
        sed -n 's#^\(ContactsGuest/[a-z]*\) .*#\1#p' "$limits"
    else
        sed '/^#/d; /\//d; s/ .*//' "$limits"
    fi
}

limit() { # name: its limit, or nothing
    sed -n "s#^$1 ##p" "$limits"
}

build() { # names: all in one invocation, but for those of the contacts program
    local name log
    log=$(mktemp)
    if [ $contacts = yes ]; then
        for name in "$@"; do
            [ "${name#*/}" != "$had" ] || continue
            "$root/Tools/build-outside-guest.sh" "$root/Examples/ContactsGuest" --sqlite "${name#*/}" \
                --output "${folder_of[$name]}" > "$log" 2>&1 || { cat "$log" >&2 && rm "$log" && return 1; }
        done
        rm "$log"
        return
    fi
    "$root/Tools/build-guests.sh" "$@" > "$log" 2>&1 || { cat "$log" >&2 && rm "$log" && return 1; }
    rm "$log"
}

file() { # name, suffix: one of the files of an image
    echo "${folder_of[$1]}/${1%%/*}.$2"
}

part() { # name, part: bytes of it in memory, by the account of the image tool
    awk -v part="$2" '$2 == part && !found { print $1; found = 1 }' "$(file "$1" sizes.txt)"
}

unwanted() { # name: what is in it and should be in no image
    local pattern reason found
    while read -r pattern reason; do
        found=$(nm "$(file "$1" debug.elf)" | awk '{ print $3 }' | grep -E -m 1 -- "$pattern" || true)
        [ -z "$found" ] || echo "$1 has '$found': $reason"
    done < <(grep -v '^#' "$symbols")
}

all=no contacts=no had='' images=''
while [ $# -gt 0 ]; do
    case $1 in
        --all) all=yes ;;
        --contacts) contacts=yes ;;
        --had) had=${2:?--had needs a profile} && shift ;;
        --built) images=${2:?--built needs a folder} && shift ;;
        *) sed -n '/^# Usage/,/^set/{/^set/d;s/^# \{0,1\}//p;}' "$0" >&2 && exit 2 ;;
    esac
    shift
done
mapfile -t guests < <(names)
builds=no
if [ -z "$images" ]; then
    images=$root/.build/guests builds=yes
    [ $contacts = no ] || images=$root/.build/guests/sizes
fi
declare -A folder_of=()
for guest in "${guests[@]}"; do folder_of[$guest]=$images/$guest; done
[ -z "$had" ] || folder_of[ContactsGuest/$had]=$root/.build/guests/ContactsGuest
[ $builds = no ] || build "${guests[@]}"

printf '%-18s %8s %8s %8s %10s %8s %8s %8s\n' guest bytes limit code constants data zeroed symbols
failed=no
for guest in "${guests[@]}"; do
    bytes=$(stat -c %s "$(file "$guest" bare.elf)")
    allowed=$(limit "$guest")
    printf '%-18s %8d %8s %8d %10d %8d %8d %8d\n' "$guest" "$bytes" "${allowed:--}" "$(part "$guest" code)" \
        "$(part "$guest" constants)" "$(part "$guest" data)" "$(part "$guest" zeroed)" \
        $(($(stat -c %s "$(file "$guest" elf)") - bytes))
    [ -n "$allowed" ] || continue
    [ "$bytes" -le "$allowed" ] || { echo "$guest is larger than Guests/sizes.txt allows" >&2 && failed=yes; }
    said=$(unwanted "$guest")
    [ -z "$said" ] || { echo "$said" >&2 && failed=yes; }
done
[ $failed = no ] || exit 1
