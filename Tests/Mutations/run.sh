#!/usr/bin/env bash
# Goal: mutation tests of the kernel and of storage: their tests can fail.
# Method: breaks one line at a time in a copy of the sources and wants the tests to notice. A line of mutations.txt is:
# file @ text in it @ what to put in its place @ tests that must fail. Takes some minutes; not a part of `make test`.
# Usage: run.sh [WORD]: only the mutants whose line holds WORD
set -euo pipefail
source "$(dirname "$0")/../../Tools/folders.sh"
copy=$root/.build/mutations
mkdir -p "$copy"
survivors=0

fresh() { # the sources as they are, with a manifest that leaves swift-syntax and what uses it out
    for folder in Sources Tests; do
        mkdir -p "$copy/$folder"
        for target in CXen CSQLite CChecksum CScheduler CXenSimulation SeededRandom BlockIO BlkfrontVFS XenRing Unikernel \
            XenSimulation OrmRuntime OrmLaws; do
            [ ! -d "$root/$folder/$target" ] || refresh "$root/$folder/$target" "$copy/$folder/$target"
            [ ! -d "$root/$folder/${target}Tests" ] ||
                refresh "$root/$folder/${target}Tests" "$copy/$folder/${target}Tests"
        done
    done
    for folder in Fixtures/Golden Fixtures/Shadowed Tests/Support; do
        refresh "$root/$folder" "$copy/$folder"
    done
    cp "$root/Tests/Mutations/Package.swift.txt" "$copy/Package.swift"
}

refresh() { # from, to: copies what differs, so that a build does only what is new
    mkdir -p "$2"
    (cd "$1" && find . -type f) | while read -r file; do
        cmp -s "$1/$file" "$2/$file" && continue
        mkdir -p "$(dirname "$2/$file")"
        cp "$1/$file" "$2/$file"
    done
}

builds() {
    swift build --package-path "$copy" --build-tests > "$copy/build.log" 2>&1
}

passes() { # filter
    if ! timeout 120 swift test --package-path "$copy" --skip-build --filter "$1" > "$copy/test.log" 2>&1; then
        pkill -9 -f "$copy/.build/.*xctest" || true # a broken loop may go on without its parent
        return 1
    fi
    ! grep -q 'Test run with 0 tests' "$copy/test.log" || { echo "error: no test is called '$1'" >&2 && exit 1; }
}

[ -x "$debug/OrmMacros-tool" ] ||
    { echo "error: the macros are not built; run 'swift build --target OrmRuntime' first" >&2 && exit 1; }
fresh
builds || { tail -n 20 "$copy/build.log" && exit 1; }
while IFS='@' read -r file old new filter; do
    case $file in '' | '#'*) continue ;; esac
    [[ $file$old$new$filter == *"${1:-}"* ]] || continue
    # Spaces around the marks are for the reader.
    file=$(xargs <<< "$file") filter=$(xargs <<< "$filter")
    old=$(sed -E 's/^ //; s/ $//' <<< "$old") new=$(sed -E 's/^ //; s/ $//' <<< "$new")
    source=$copy/$file
    grep -qF -- "$old" "$source" || { echo "error: mutations.txt: '$old' is not in $file" >&2 && exit 1; }
    OLD=$old NEW=$new perl -0pi -e 's/\Q$ENV{OLD}\E/$ENV{NEW}/' "$source"
    if ! builds; then
        echo "error: '$new' in $file does not compile" >&2
        grep error: "$copy/build.log" | head -n 3 >&2
        exit 1
    elif passes "$filter"; then
        echo "SURVIVED: '$new' in $file" >&2
        survivors=$((survivors + 1))
    else
        echo "killed: '$new' in $file"
    fi
    cp "$root/$file" "$source"
done < "$root/Tests/Mutations/mutations.txt"
echo "mutants that survived: $survivors"
[ "$survivors" -eq 0 ]
