#!/usr/bin/env bash
# Runs the contacts program of Examples/Contacts on Linux, then the same source as a guest on real Xen, in the lab:
# once with the list on a second disk, and, after its power is off, again with nothing but the disk it has filled.
# Takes the database out of the disk's image and counts with the sqlite3 shell. All four answers must be the same.
#
# Usage: Tools/run-contacts.sh [options]
#   --sqlite PROFILE   full, lean or auto: the SQLite of the guest; full by default
#   --file FILE        lines of `Name <mail>`, instead of the maintainers of the installed Debian packages
#   --memory MB        the guest's memory; 8 by default
#   --build            builds the programs, and runs nothing
#   --built            the programs are there already
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/folders.sh"
run=$built/run-contacts
profile=full file='' memory=8 disk=16 part=all

while [ $# -gt 0 ]; do
    case $1 in
        --sqlite) profile=${2:?--sqlite needs a profile} && shift ;;
        --file) file=$(realpath "${2:?--file needs a file}") && shift ;;
        --memory) memory=${2:?--memory needs a number} && shift ;;
        --build) part=building ;;
        --built) part=running ;;
        *) sed -n '/^# Usage/,/^set/{/^set/d;s/^# \{0,1\}//p;}' "$0" >&2 && exit 2 ;;
    esac
    shift
done

say() { echo "== $*" >&2; }

quietly() { # command: its output is shown when it fails
    "$@" > "$run/log" 2>&1 || { tail -n 50 "$run/log" >&2 && exit 1; }
}

the_list() { # the people, one a line
    if [ -n "$file" ]; then
        cat "$file"
    else
        sed -n 's/^Maintainer: *//p' /var/lib/dpkg/status
    fi
}

guest() { # name, lines about its disks: boots the image once; its disk is in out-NAME/NAME/xvda.img afterwards
    local name=$1 folder=$run/$1
    shift
    mkdir -p "$folder"
    printf '%s\n' "image=$image" "memory=$memory" "timeout=120" "$@" > "$folder/$name.guest"
    "$root/Tools/xenlab/run" "$folder" --quiet >&2 || exit 1
}

console() { # name: what it printed
    tr -d '\r' < "$run/$1/out/$1/console.log"
}

answer() { # the answers of a run, without what only the reader of the list knows and what it took
    sed -E '/^(disk|memory|boot): /,$d; s/, [0-9]+ malformed lines skipped//'
}

took() { # name, key: what a guest says that it took
    console "$1" | sed -n "s/^$2: //p"
}

count() { # database: the same questions, asked of the sqlite3 shell
    sqlite3 -separator ' ' "$1" "
        SELECT count(*) || ' contacts' FROM Contact;
        SELECT count(*) || ' with debian.org in the mail address' FROM Contact WHERE instr(mail, 'debian.org');
        SELECT 'Most frequent domains:';
        SELECT count(*), substr(mail, instr(mail, '@') + 1) AS domain FROM Contact
            GROUP BY domain ORDER BY count(*) DESC, domain LIMIT 5"
}

build_all() {
    say "building the program, the guest (SQLite: $profile) and the tool for its disk"
    quietly "$root/Tools/build-outside.sh" "$root/Examples/Contacts" --product Contacts
    quietly "$root/Tools/build-outside-guest.sh" "$root/Examples/ContactsGuest" --sqlite "$profile"
    quietly swift build --package-path "$root" --product volume
}

rm -rf "$run"
mkdir -p "$run"

[ $part = running ] || build_all
[ $part != building ] || exit 0

say "on Linux"
the_list > "$run/list"
"$debug/Contacts" "$run/list" --store "$run/linux.db" 2> "$run/malformed" | tee "$run/linux"

image=$built/guests/ContactsGuest/ContactsGuest.elf

say "on Xen: the list is on a second disk"
cp "$run/list" "$run/xvdb.img"
truncate --size='%1M' "$run/xvdb.img"
[ "$(stat -c %s "$run/list")" -lt "$(stat -c %s "$run/xvdb.img")" ] || truncate --size=+1M "$run/xvdb.img"
input=$(($(stat -c %s "$run/xvdb.img") >> 20))
guest fill "disk=xvda size=$disk keep" "disk=xvdb size=$input content=$run/xvdb.img readonly"
say "on Xen again: the power was off, the list is gone, the disk is there"
guest again "disk=xvda size=$disk content=$run/fill/out/fill/xvda.img keep"
say "on Linux: the database out of the disk's image"
"$debug/volume" check "$run/again/out/again/xvda.img" >&2
quietly "$debug/volume" export "$run/again/out/again/xvda.img" contacts "$run/exported.db"

answer < "$run/linux" > "$run/answer-linux"
console fill | answer > "$run/answer-fill"
console again | answer > "$run/answer-again"
count "$run/exported.db" > "$run/answer-exported"
{
    echo "Linux|Xen, filled|Xen, booted again|exported, sqlite3"
    echo "-----|-----------|-----------------|-----------------"
    paste -d '|' "$run"/answer-{linux,fill,again,exported}
} | awk -F'|' '{ printf "%-42.42s  %-42.42s  %-42.42s  %s\n", $1, $2, $3, $4 }'
echo
bare=${image%.elf}.bare.elf
echo "image:  $(stat -c %s "$bare") bytes ($profile SQLite); $(gzip -9 -c "$bare" | wc -c) packed by gzip, which xl boots as well"
for name in fill again; do
    echo "$name:" | sed 's/fill:/filled:/; s/again:/booted again:/'
    echo "  disk:   $(took $name disk)"
    echo "  memory: $(took $name memory); the domain had $memory MB"
    echo "  boot:   $(took $name boot)"
done
echo

for other in fill again exported; do
    cmp -s "$run/answer-linux" "$run/answer-$other" || {
        echo "error: the answers differ" >&2
        diff "$run/answer-linux" "$run/answer-$other" >&2 || true
        exit 1
    }
done
[ "$(sqlite3 "$run/exported.db" 'PRAGMA integrity_check')" = ok ] || { echo "error: the export is damaged" >&2 && exit 1; }
echo "the answers agree"
