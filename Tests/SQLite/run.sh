#!/usr/bin/env bash
# Runs SQLite's own tests over the VFS of volumes: files of its Tcl suite, each in a process, a folder and on a disk of
# its own (one.sh), then speedtest1, kvtest and fuzzcheck (programs.sh), and last a check that the run can fail
# (canary.sh). What is known not to pass here, and why, is in exclusions.txt; it runs all the same, unless a whole file
# is excluded, and is counted apart. Prints what passed, failed and was excluded. An exclusion that nothing needs any
# more, or of a file that does not exist, fails the run.
#
# Usage: Tests/SQLite/run.sh [--long] [--jobs N] [--only PATTERN] [--list] [--record]
#   --long     all suites of suites.txt, not only those of CI
#   --jobs N   so many processes, by default as many as there are processors
#   --only P   of the Tcl suite, only what matches `configuration/suite/file`, and nothing else
#   --list     prints what would run, and runs nothing
#   --record   writes the counts into Documentation/SQLiteTests.md
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$root/.build/sqlite/tests
results=$work/results.txt

sets=ci jobs=$(nproc) only='' only_list=no records=no
while [ $# -gt 0 ]; do
    case $1 in
        --long) sets=ci,long ;;
        --jobs) jobs=${2:?--jobs needs a number} && shift ;;
        --only) only=${2:?--only needs a pattern} && shift ;;
        --list) only_list=yes ;;
        --record) records=yes ;;
        *) sed -n '/^# Usage/,/^set/{/^set/d;s/^# \{0,1\}//p;}' "$0" >&2 && exit 2 ;;
    esac
    shift
done

"$here/build.sh" > /dev/null

list() { # every job, once: configuration suite file
    local suites folder=$work/run/list
    mkdir -p "$folder"
    mapfile -t suites < <(awk '!/^#/ && NF { print $3 }' "$here/suites.txt" | sort -u)
    (cd "$folder" && MIRAGE_VFS=unix "$work/bin/testfixture" "$here/glue/suites.tcl" \
        "$root/.build/sqlite/debian/source/test" "${suites[@]}") > "$work/suites.list"
    awk -v sets=",$sets," -v only="$only" '
        function glob(pattern) { gsub(/[.+]/, "\\\\&", pattern); gsub(/\*/, ".*", pattern); return "^" pattern "$" }
        FILENAME == ARGV[1] { if (!/^#/ && NF >= 5 && $3 == "*") whole[glob($1) " " $2] = 1; next }
        FILENAME == ARGV[2] { files[$1] = files[$1] " " $2; next }
        /^#/ || !NF || index(sets, "," $1 ",") == 0 { next }
        {
            count = split(files[$3], names, " ")
            for (i = 1; i <= count; i++) for (j = 4; j <= NF; j++) {
                job = $2 " " $3 " " names[i]
                if (names[i] !~ glob($j) || job in seen) continue
                seen[job] = 1
                # What veryquick has run need not run again as a part of full.
                if ($3 == "full" && ($2 " veryquick " names[i]) in seen) continue
                if (only != "" && ($2 "/" $3 "/" names[i]) !~ glob(only)) continue
                out = 0
                for (key in whole) {
                    split(key, parts, " ")
                    if (parts[2] == names[i] && ($2 "/" $3) ~ parts[1]) out = 1
                }
                print (out ? "out " : "run ") job
            }
        }' "$here/exclusions.txt" "$work/suites.list" "$here/suites.txt"
}

check_list() { # exclusions of files that do not exist
    awk 'FILENAME == ARGV[1] { known[$2] = 1; next }
        !/^#/ && NF { if (NF < 5) { print "exclusions.txt:" FNR ": needs five fields"; bad = 1 }
            else if (!($2 in known)) { print "exclusions.txt:" FNR ": there is no file " $2; bad = 1 } }
        END { exit bad }' "$work/suites.list" "$here/exclusions.txt"
}

list > "$work/jobs.txt"
[ $only_list = no ] || { cat "$work/jobs.txt" && exit; }
check_list
rm -f "$results"
: > "$results"
count=$(grep -c '^run ' "$work/jobs.txt" || true)
echo "running $count files of SQLite's tests over the VFS of volumes, $jobs at a time"
begin=$(date +%s)
# Long ones first, so that no process is left with one at the end.
awk '$1 == "run" { long = ($4 ~ /crash|fault|malloc|ioerr|wal3|incrvacuum|fts4merge|savepoint6|fuzz|where8m/); print 1 - long, $2, $3, $4 }' \
    "$work/jobs.txt" | sort -s -k 1,1 | sed "s/^[01] //; s|\$| $results|" \
    | xargs -r -P "$jobs" -L 1 "$here/one.sh"

code=0
awk -v planned="$count" '
    { name = $1 "/" $2; files[name]++; passed[name] += $5; failed[name] += $6; apart[name] += $7; on += $9; off += $10
      total += $5; bad += $6; out += $7; stale += $4 == "stale"; count++ }
    $4 != "ok" { print "  " $4 ": " $1 "/" $2 "/" $3 " (" $6 " failed)" substr($0, index($0, $10) + length($10)) }
    END {
        for (name in files) printf "  %-28s %5d files %8d passed %5d failed %5d excluded\n", \
            name, files[name], passed[name], failed[name], apart[name] | "sort"
        close("sort")
        printf "%d passed, %d failed, %d excluded in %d files; %d files of databases opened on the volume, %d elsewhere\n", \
            total, bad, out, count, on, off
        if (stale) print stale " files have exclusions that nothing needs"
        exit bad > 0 || stale > 0 || count != planned
    }' "$results" || code=1
echo "excluded as whole files: $(grep -c '^out ' "$work/jobs.txt" || true); $(($(date +%s) - begin)) s"
record() { # the table of counts, in place of the one before
    local page=$root/Documentation/SQLiteTests.md
    {
        sed '/^<!-- counts -->$/q' "$page"
        echo '| Configuration, suite | Files | Passed | Failed | Excluded tests | Excluded files |'
        echo '| --- | --- | --- | --- | --- | --- |'
        awk 'FILENAME == ARGV[1] { if ($1 == "out") whole[$2 ", " $3]++; next }
            { name = $1 ", " $2; files[name]++; passed[name] += $5; failed[name] += $6; apart[name] += $7 }
            END { for (name in files) printf "| %s | %d | %d | %d | %d | %d |\n", \
                name, files[name], passed[name], failed[name], apart[name], whole[name] }' \
            "$work/jobs.txt" "$results" | sort
        sed -n '/^<!-- \/counts -->$/,$p' "$page"
    } > "$work/page.md"
    mv "$work/page.md" "$page"
}
[ $records = no ] || record
if [ -z "$only" ]; then
    long=(); [ "$sets" = ci ] || long=(--long)
    "$here/programs.sh" ${long[@]+"${long[@]}"} || code=1
    "$here/canary.sh" || code=1
fi
[ $code -eq 0 ] || echo "error: SQLite's tests fail over the VFS of volumes; what they printed is in $work/run" >&2
exit $code
