#!/usr/bin/env bash
# Goal: the README's example is a program that runs and prints what the README says.
# Method: cut the Swift block and the output block out of the README, build the one, compare the other.
source "$(dirname "$0")/common.sh"
package=$outside_build/readme/Example
mkdir -p "$package/Sources/Example"

block() { # language, number: the n-th fenced block of that language
    awk -v fence="\`\`\`$1" -v wanted="$2" '
        $0 == fence { count++; inside = count == wanted; next }
        /^```$/ { inside = 0 }
        inside { print }' "$root/README.md"
}

block swift 1 | sed -E "s#\.package\(url: [^)]*Mirage[^)]*\)#.package(name: \"Mirage\", path: \"$root\")#" \
    > "$package/Package.swift"
block swift 2 > "$package/Sources/Example/Example.swift"
fact "the README has a manifest, a program and its output" test -s "$package/Sources/Example/Example.swift"
build "$package" > "$scratch/log" || { cat "$scratch/log"; exit 1; }
cd "$scratch"
answer=$("$outside_build/debug/Example")
fact "the README's example prints what the README says" equal "$(block text 1)" "$answer"
