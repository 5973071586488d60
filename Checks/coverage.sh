#!/usr/bin/env bash
# Goal: tell how much of the code that reads what others wrote the fuzzers reach, and which lines they do not.
# Method: `fuzz` is built with LLVM's counters instead of AddressSanitizer, run, and llvm-cov's report of the folders below
# printed, a row for each file with its regions: pieces of code between two branches. Fails when a folder has less than it
# is to have.
#
# Usage: Checks/coverage.sh [--inputs N] [--missed WORD]
#   --inputs N      inputs of the run (200,000)
#   --missed WORD   prints the lines that were not reached of files whose path holds the word, from the last run
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/.build/fuzz-coverage
tools=$(dirname "$(readlink -f "$(command -v swiftc)")")
# Folders, and the part of their regions, in percent, that a run with 200,000 inputs reaches at least.
least=(XenRing=90 Blkfront=83 Unikernel/Xenstore=72 Unikernel/Console=68 Unikernel/Grants=66 DiskVolume=80
    BlkfrontVFS/VFS=75 BlkfrontVFS/Files=68 BlkfrontVFS/PageCache=68)

inputs=200000 missed=
while [ $# -gt 0 ]; do
    case $1 in
        --inputs) inputs=${2:?--inputs needs a number} && shift ;;
        --missed) missed=${2:?--missed needs a word} && shift ;;
        *) sed -n '2,/^set/{/^set/!s/^# \{0,1\}//p}' "$0" >&2 && exit 2 ;;
    esac
    shift
done

cd "$root"
if [ -n "$missed" ]; then
    mapfile -t files < <(find Sources -name '*.swift' -path "*$missed*" | sort)
    [ ${#files[@]} -gt 0 ] || { echo "error: no source's path holds '$missed'" >&2 && exit 2; }
    for file in "${files[@]}"; do
        echo "$file"
        "$tools/llvm-cov" show "$build/release/fuzz" --instr-profile "$build/all.profdata" "$file" 2> /dev/null \
            | awk -F'|' '$2 ~ /^ *0$/ { print "    " $1 "|" $3 }'
    done
    exit
fi

echo "building fuzz with counters ..."
mkdir -p "$build"
Tools/build-checks.sh fuzz -- --scratch-path "$build" \
    -Xswiftc -profile-generate -Xswiftc -profile-coverage-mapping > "$build/build.log" 2>&1 \
    || { grep -E 'error' "$build/build.log" | head -n 5 >&2 && exit 1; }
rm -rf "$build/work" && mkdir -p "$build/work"
echo "running $inputs inputs ..."
LLVM_PROFILE_FILE=$build/work/%p.profraw "$build/release/fuzz" run --inputs "$inputs" --fixtures Fixtures/Hostile \
    --folder "$build/work" --no-save | tail -n 1
"$tools/llvm-profdata" merge -o "$build/all.profdata" "$build"/work/*.profraw 2> /dev/null

report=$("$tools/llvm-cov" report "$build/release/fuzz" --instr-profile "$build/all.profdata" 2> /dev/null)
failed=0
for folder in "${least[@]}"; do
    name=${folder%=*} limit=${folder#*=}
    rows=$(awk -v folder="/$name/" 'index("/" $1, folder) { print $1, $2, $3 }' <<< "$report")
    awk -v name="$name" -v limit="$limit" '
        { n = $1; sub(/.*\//, "", n); printf "    %-36s %5d of %5d\n", n, $2 - $3, $2; all += $2; none += $3 }
        END {
            part = all ? 100 * (all - none) / all : 0
            printf "%-40s %5d of %5d regions, %.1f%%%s\n", name, all - none, all, part, part < limit ? ", TOO FEW: " limit "%" : ""
            exit part < limit
        }' <<< "$rows" || failed=1
done
exit $failed
