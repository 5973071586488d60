#!/usr/bin/env bash
# Goal: mutation tests of the fuzzers: each check that they are there for is switched off, one at a time, and they must fail.
# Method: a copy of the sources in which each check of fuzzers.txt asks whether its name is in MIRAGE_MUTANT_NAME, built
# once with AddressSanitizer; then for each name the fuzzer that is to kill the mutant, with some seeds. The sources
# themselves have no such switches. Prints a table of mutants, what killed each and the script's seed; fails when one survives.
# Usage: fuzzers.sh [WORD]: only the mutants whose line holds WORD. INPUTS=n: inputs at most (100000)
set -euo pipefail
source "$(dirname "$0")/../../Tools/folders.sh"
copy=$root/.build/mutants-fuzz
inputs=${INPUTS:-100000}
word=${1:-}
list=$root/Tests/Mutations/fuzzers.txt
sync() { # FROM TO: the same files there, and times of those that stay as they are
    mkdir -p "$2"
    (cd "$2" && find . -type f) | while read -r file; do [ -e "$1/$file" ] || rm "$2/$file"; done
    (cd "$1" && find . -type f) | while read -r file; do
        cmp -s "$1/$file" "$2/$file" || install -D "$1/$file" "$2/$file"
    done
}
trim() { sed -E 's/^ +//; s/ +$//' <<< "$1"; }

mkdir -p "$copy/Proofs/Sources" "$copy/work"
for folder in Sources Fixtures; do
    sync "$root/$folder" "$copy/$folder.new"
done
cp "$root/Proofs/Package.swift" "$copy/Proofs/"
ln -sfn .. "$copy/Proofs/Mirage"
ln -sfn "$root/Tests" "$copy/Tests"
sync "$root/Proofs/Sources" "$copy/Proofs/Sources"
mkdir -p "$copy/.build/x86_64-unknown-linux-gnu/debug"
cp -u "$debug/OrmMacros-tool" "$copy/.build/x86_64-unknown-linux-gnu/debug/"

for module in XenRing Unikernel BlkfrontVFS; do
    cat > "$copy/Sources.new/$module/FuzzerMutants.swift" << 'SWIFT'
import Glibc

private let active = unsafe getenv("MIRAGE_MUTANT_NAME").map { unsafe String(cString: $0) } ?? ""

func isOff(_ name: StaticString) -> Bool { active == name.description }
SWIFT
done
while IFS='@' read -r name _ file old new; do
    case $name in '' | '#'*) continue ;; esac
    source=$copy/$(sed -E 's/^ +Sources/Sources.new/; s/ +$//' <<< "$file")
    old=$(trim "$old") new=$(trim "$new")
    grep -qF -- "$old" "$source" || { echo "error: fuzzers.txt: '$old' is not in $file" >&2 && exit 1; }
    OLD=$old NEW=$new perl -0pi -e 's/\Q$ENV{OLD}\E/$ENV{NEW}/' "$source"
done < "$list"
for folder in Sources Fixtures; do
    sync "$copy/$folder.new" "$copy/$folder"
done

echo "building with ${list##*/} ..."
"$root/Tools/build-proofs.sh" fuzz -- --package-path="$copy/Proofs" --scratch-path "$copy/build" --sanitize=address \
    > "$copy/build.log" 2>&1 || { grep error: "$copy/build.log" | head -n 5 >&2 && exit 1; }
fuzz=$copy/build/release/fuzz

survivors=0
printf '%-28s %-9s %s\n' mutant fuzzer 'killed by'
while IFS='@' read -r name fuzzer _; do
    case $name in '' | '#'*) continue ;; esac
    name=$(trim "$name") fuzzer=$(trim "$fuzzer")
    [[ -z $word || "$name $fuzzer" == *"$word"* ]] || continue
    if MIRAGE_MUTANT_NAME=$name timeout 300 "$fuzz" run --only "$fuzzer" --inputs "$inputs" --folder "$copy/work" --no-shrink \
        > "$copy/work/log" 2>&1; then
        printf '%-28s %-9s %s\n' "$name" "$fuzzer" 'SURVIVED'
        survivors=$((survivors + 1))
    elif ! grep -q '^FAILED' "$copy/work/log"; then # it broke off without a failure that it found
        tail -n 3 "$copy/work/log" >&2
        printf '%-28s %-9s %s\n' "$name" "$fuzzer" 'ERROR'
        survivors=$((survivors + 1))
    else
        what=$(grep -m1 -oE '^violation.*|Swift runtime failure[^/]*|Fatal error.*|AddressSanitizer: [a-z-]+' "$copy/work/log" \
            || sed -nE '0,/^FAILED/s/^FAILED: .*: //p' "$copy/work/log")
        what=${what#violation: }
        seed=$(grep -m1 '^FAILED' "$copy/work/log" | sed -E 's/.*seed ([0-9]+).*/\1/')
        printf '%-28s %-9s %s (%s)\n' "$name" "$fuzzer" "${what:0:90}" "$seed"
    fi
done < "$list"
echo "mutants that survived: $survivors"
[ "$survivors" -eq 0 ]
