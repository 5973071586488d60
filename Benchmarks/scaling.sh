#!/bin/bash
# Measures how the time of the compiler grows with the columns of a type, that of the generator with the number of
# types, and that of a build of many types, beside the same types without `@Persist`. Prints Markdown. Needs the
# products of `swift build --toolset optimised.json`.
# SPDX-License-Identifier: MIT
set -eu
cd "$(dirname "$0")"
build=.build/debug
generator=$build/orm-gen-tool
scratch=.build/scaling
rm -rf "$scratch" && mkdir -p "$scratch"

# columns TYPE COUNT: a type whose fields have the usual types in turn.
columns() {
    echo "@Persist struct $1 {"
    echo "    @Key var field0: Int"
    awk -v count="$2" 'BEGIN {
        split("String Int? Double Bool String? Int32", type, " ")
        for (i = 1; i < count; i++) print "    var field" i ": " type[i % 6 + 1]
    }'
    echo "}"
}

# seconds COMMAND...: the least processor time of three runs, which other work disturbs least.
seconds() {
    least=
    for _ in 1 2 3; do
        spent=$( { TIMEFORMAT='%U %S'; time "$@" >/dev/null 2>"$scratch/errors"; } 2>&1 ) \
            || { cat "$scratch/errors" >&2; exit 1; }
        least=$(echo "$spent $least" | awk '{ t = $1 + $2; print ($3 == "" || t < $3) ? t : $3 }')
    done
    echo "$least"
}

# compile FOLDER OPTIONS...: type-checks and compiles a module to object code.
compile() {
    folder=$1
    shift
    # Where it finds the object it would write, the compiler leaves out LLVM, which is half of its work.
    rm -f "$folder/scaling.o"
    swiftc -frontend -c -module-name Scaling -swift-version 6 -parse-as-library "$@" \
        -I "$build/Modules" -I ../Sources/CSQLite \
        -load-plugin-executable "$build/OrmMacros-tool#OrmMacros" \
        -o "$folder/scaling.o" -whole-module-optimization "$folder"/*.swift
}

echo
echo "## Build time"
echo
echo "Processor time, the least of three runs. The compiler compiles one type and its generated code."
echo
echo "| Columns | Lines generated | Generate, s | Compile -Onone, s | Compile -O, s |"
echo "| ---: | ---: | ---: | ---: | ---: |"
for count in 25 50 100 200; do
    folder=$scratch/columns$count
    mkdir -p "$folder"
    { echo "import OrmRuntime"; columns Wide "$count"; } > "$folder/Wide.swift"
    generate=$(seconds "$generator" generate --module Scaling --output "$folder" "$folder/Wide.swift")
    lines=$(cat "$folder"/*+Orm*.swift | wc -l)
    debug=$(seconds compile "$folder" -Onone)
    release=$(seconds compile "$folder" -O)
    echo "$count $debug $release" >> "$scratch/times"
    echo "| $count | $lines | $generate | $debug | $release |"
done
echo
awk '{ debug[$1] = $2; release[$1] = $3 } END {
    printf "200 columns cost %.2f times what 100 cost without optimisation, %.2f times with.\n",
        debug[200] / debug[100], release[200] / release[100]
}' "$scratch/times"

# elapsed COMMAND...: the least elapsed time of three runs, for what uses all processors.
elapsed() {
    for _ in 1 2 3; do
        { TIMEFORMAT='%R'; time "$@" >/dev/null 2>"$scratch/errors"; } 2>&1
    done | sort -n | head -n 1
}

# generate500 COLUMNS: 500 types of so many columns in 50 files.
generate500() {
    folder=$scratch/types$1
    mkdir -p "$folder"
    for number in $(seq 0 49); do echo "import OrmRuntime" > "$folder/Types$number.swift"; done
    for number in $(seq 500); do
        columns "Type$number" "$1" >> "$folder/Types$((number % 50)).swift"
    done
    elapsed "$generator" generate --module Scaling --output "$folder/out" "$folder"/*.swift
}

echo
echo "The generator, a debug build as the plugin runs it, takes $(generate500 6) s for 500 types of 6" \
    "columns in 50 files, and $(generate500 10) s for 10 columns, on $(nproc) processors."

# build500 FOLDER: a debug build as SwiftPM does it, in processor time.
build500() {
    rm -rf "$1/objects" && mkdir "$1/objects"
    (
        here=$PWD
        cd "$1/objects"
        TIMEFORMAT='%U %S'
        # shellcheck disable=SC2046 # names of ours
        { time swiftc -module-name Scaling -swift-version 6 -parse-as-library -Onone -g -enable-testing \
            -emit-module -enable-batch-mode -j "$(nproc)" -c -I "$here/$build/Modules" -I "$here/../Sources/CSQLite" \
            -load-plugin-executable "$here/$build/OrmMacros-tool#OrmMacros" \
            ../*.swift $(find ../out -name '*.swift' 2> /dev/null) > errors 2>&1; } 2> spent || { cat errors >&2; exit 1; }
        awk '{ print $1 + $2 }' spent
    )
}

folder=$scratch/types5
generate500 5 > /dev/null
lines=$(cat "$folder"/out/*.swift | wc -l)
full=$(build500 "$folder")
bare=$scratch/bare
mkdir -p "$bare"
for file in "$folder"/*.swift; do sed 's/@Persist //; s/@Key //' "$file" > "$bare/$(basename "$file")"; done
plain=$(build500 "$bare")
echo
echo "A debug build of 500 types of 5 columns takes $full s of processor time, $lines generated lines, and $plain s" \
    "without them and without \`@Persist\`: $(awk -v a="$full" -v b="$plain" 'BEGIN { printf "%.0f", (a - b) * 2 }') ms a type."
