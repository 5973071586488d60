#!/usr/bin/env bash
# Goal: every number that the contacts program prints is correct, also in a second run.
# Method: count the same with awk, on this machine's package database and on a list with malformed lines, repeated
# addresses and difficult names.
source "$(dirname "$0")/common.sh"
contacts=$debug/Contacts
built_or_stop build "$root/Examples/Contacts" --product Contacts

# Counts independently of the program. $1: a command that converts the file to lines of `Name <mail>`.
counted() { # file, part, awk condition for a person's line
    LC_ALL=C awk -v part="$2" -v prefix="$3" '
        prefix != "" && index($0, prefix) != 1 { next }
        { line = substr($0, length(prefix) + 1); gsub(/^[ \t]+|[ \t]+$/, "", line) }
        line == "" { next }
        !match(line, /<[^<> \t@]+@[^<> \t@]+>$/) { malformed++; next }
        { mails[substr(line, RSTART + 1, RLENGTH - 2)] = 1 }
        END {
            for (mail in mails) {
                count++
                if (index(mail, part)) found++
                domains[substr(mail, index(mail, "@") + 1)]++
            }
            printf "%d contacts, %d malformed lines skipped\n", count, malformed
            printf "%d with %s in the mail address\n", found, part
            print "Most frequent domains:"
            for (domain in domains) print domains[domain], domain | "sort -k1,1nr -k2,2 | head -n 5"
        }' "$1"
}

status=/var/lib/dpkg/status
first=$("$contacts" --store "$scratch/packages.db" 2> "$scratch/errors")
expected=$(counted "$status" debian.org 'Maintainer:')
fact "the package database is counted as awk counts it" equal "$expected" "$first"
second=$("$contacts" --store "$scratch/packages.db" 2> /dev/null)
fact "a second run gives the same answer" equal "$first" "$second"
malformed=$(printf '%s\n' "$first" | sed -nE 's/.* ([0-9]+) malformed.*/\1/p')
fact "each malformed line is reported" equal "$malformed" "$(grep -c ': error: ' "$scratch/errors" || true)"

list=$scratch/list
cat > "$list" << 'LIST'
Anil Madhavapeddy <avsm2@cam.ac.uk>
"Quoted, Name" <quoted@example.org>
no address at all

Two At <a@b@c>
Renamed <avsm2@cam.ac.uk>
<nameless@example.org>
Space <sp ace@example.org>
Ünïcode <ünï@例え.jp>
  Indented   <indented@example.org>
Unclosed <open@example.org
LIST
answer=$("$contacts" "$list" --contains ac.uk --store "$scratch/list.db" 2> "$scratch/errors")
fact "a list is counted as awk counts it" equal "$(counted "$list" ac.uk '')" "$answer"
fact "malformed lines are reported by number" equal \
    "$(printf "$list:%d: error: expected 'Name <mail>'\n" 3 5 8 11)" "$(cat "$scratch/errors")"
fact "the key keeps one person an address, the last" equal "Renamed" \
    "$(sqlite3 "$scratch/list.db" "SELECT name FROM Contact WHERE mail = 'avsm2@cam.ac.uk'")"
fact "the shell finds nothing wrong with the file" equal "ok" \
    "$(sqlite3 "$scratch/list.db" 'PRAGMA integrity_check')"

complains() { # arguments: the program must fail, and what it says is kept
    ! "$contacts" "$@" > /dev/null 2> "$scratch/errors"
}

fact "a missing file is an error" complains "$scratch/missing" --store "$scratch/none.db"
fact "a missing file is named" contains "$(cat "$scratch/errors")" "$scratch/missing"
echo text > "$scratch/text.db"
head -c 4096 /dev/zero | tr '\0' x >> "$scratch/text.db"
fact "a file that is no database is an error" complains "$list" --store "$scratch/text.db"
fact "a file that is no database is named" contains \
    "$(cat "$scratch/errors")" "'$scratch/text.db' is not a database"
