#!/usr/bin/env bash
# Runs one file of SQLite's tests over the VFS of volumes, in a folder and on a disk of its own, and appends a line to
# the results: configuration, suite, file, verdict (ok, failed, stale), tests that passed, failed, were excluded,
# seconds, and how many files were opened on the volume and in the system instead. The log stays in a folder that
# MIRAGE_RUN names, else `run`.
#
# Usage: Tests/SQLite/one.sh CONFIGURATION SUITE FILE RESULTS    (from run.sh, which says what the words mean)
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
configuration=$1 suite=$2 file=$3 results=$4
work=$root/.build/sqlite/tests
tests=$root/.build/sqlite/debian/source/test
folder=$work/${MIRAGE_RUN:-run}/$configuration-$suite-${file%.test}
log=$folder.log

rm -rf "$folder"
mkdir -p "$folder"
as_user=()
if [ "$(id -u)" -eq 0 ]; then # the suite refuses to be root, whom no permission stops
    chown 65534:65534 "$folder"
    as_user=(setpriv --reuid=65534 --regid=65534 --clear-groups)
fi

# What is excluded here: patterns of test names. `*` for a whole file never comes this far.
mapfile -t excluded < <(awk -v job="$configuration/$suite" -v file="$file" '
    /^#/ || NF < 5 { next }
    { pattern = $1; gsub(/[.]/, "\\.", pattern); gsub(/\*/, ".*", pattern) }
    job ~ "^" pattern "$" && $2 == file && $3 != "*" { print $3 }' "$here/exclusions.txt")

export MIRAGE_PRELUDE=$here/glue/prelude.tcl MIRAGE_FILE=$file MIRAGE_DISK=$folder.disk MIRAGE_EXCLUDED="${excluded[*]%\?}"
export MIRAGE_VFS=${configuration%-*} MIRAGE_CUT=0 HOME=$folder
[[ $configuration != *-cut ]] || MIRAGE_CUT=1
rm -f "$MIRAGE_DISK"
: > "$MIRAGE_DISK"
[ ${#as_user[@]} -eq 0 ] || chown 65534:65534 "$MIRAGE_DISK"

begin=$(date +%s.%N)
(
    cd "$folder" && ulimit -c 0
    ${as_user[@]+"${as_user[@]}"} timeout "${MIRAGE_LIMIT:-900}" "$work/bin/testfixture" "$tests/permutations.test" \
        "$suite" "$file" --testdir=. --verbose=0
) > "$log" 2>&1 < /dev/null
code=$?
awk -v job="$configuration $suite $file" -v code="$code" -v begin="$begin" -v end="$(date +%s.%N)" \
    -v patterns="${excluded[*]}" '
    # Of each interpreter there is a line; the first counts its own file only.
    /^MIRAGE excluded / { apart++; seen[$3] = 1 }
    /^MIRAGE failed / { broken++ }
    /^MIRAGE counts / { on = $3; off = $4 }
    / errors out of [0-9]+ tests/ { errors = $1; count = $5; done = 1 }
    END {
        verdict = done && errors == 0 && code == 0 ? "ok" : "failed"
        if (!done || (code != 0 && errors == 0)) { errors++; note = " ended-" code }
        split(patterns, list, " ")
        for (i in list) if (!(list[i] in seen) && list[i] !~ /\?$/) { if (verdict == "ok") verdict = "stale"; note = note " stale:" list[i] }
        printf "%s %s %d %d %d %.1f %d %d%s\n", job, verdict, count - errors - apart, errors, apart, end - begin, on, off, note
    }' "$log" >> "$results"
rm -rf "$folder" "$MIRAGE_DISK"

