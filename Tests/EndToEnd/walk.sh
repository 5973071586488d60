#!/usr/bin/env bash
# Goal: the README suffices to get from nothing to a program, to a first mistake and its correction, with any target settings.
# Method: extract the text of each step from the README and follow it in a separate package, once for each setting.
source "$(dirname "$0")/common.sh"
package=$packages/walk/Example
program=$package/Sources/Example/Example.swift
rm -rf "$package"
export SWIFT_BACKTRACE=enable=no

attempt() { # builds the package; the output is in the log
    build "$package" > "$scratch/log"
}

built_or_shown() {
    attempt || { cat "$scratch/log" >&2; return 1; }
}

run() { # folder: runs the program there and prints what it prints
    mkdir -p "$scratch/$1"
    (cd "$scratch/$1" && "$debug/Example") 2>&1
}

with_field() { # number of a Swift block: the program with that line where the README puts it, below age
    block swift 2 > "$program"
    sed -i '/^    var age: Int?$/r '<(block swift "$1") "$program"
}

setting() { # sentence, Swift setting, words of the import: mistake, way out and program, with that setting
    local sentence=$1 words=${3-import OrmRuntime}
    readme_package "$package"
    [ -z "$2" ] || sed -i "s#^            plugins: #            swiftSettings: [$2],\n&#" "$package/Package.swift"
    with_field 3
    attempt || true
    fact "$sentence: the mistake is an error at its place" equal "$(block text 2)" \
        "$(grep -E '^/.*: (error|warning): ' "$scratch/log" | sed "s#^$(dirname "$program")/##" | sort -u)"
    with_field 4
    sed -i "s#^import OrmRuntime#$words#" "$program"
    fact "$sentence: the way out builds" built_or_shown
    rm -rf "$scratch/new"
    fact "$sentence: it runs" equal "$(block text 1)" "$(run new)"
}

install=$(block sh 1)
fact "the README says what to install" contains "$install" "apt-get install"
fact "that is what the manifest says as well" contains "$(cat "$root/Package.swift")" \
    ".apt([\"${install##* }\"])"
fact "there is such a package" contains "$(apt-cache show "${install##* }")" "Package: ${install##* }"

fact "the README has a manifest and a program" readme_package "$package"
fact "the program builds" built_or_shown
fact "it prints what the README says" equal "$(block text 1)" "$(run old)"
explain=$(grep -oE '^    \.build/debug/orm-gen-tool explain .*' "$page")
fact "what the plugin did can be looked at without another build" contains \
    "$(cd "$package" && ${explain/.build\/debug/$debug})" 'CREATE TABLE "Person"('

setting "Swift 6" ""
fact "a file from before the new field is refused as the README says" contains "$(run old || true)" "$(block text 3)"

setting "Swift 5" ".swiftLanguageMode(.v5)"
setting "MainActor by default" ".defaultIsolation(MainActor.self)"
setting "warnings as errors" ".treatAllWarnings(as: .error)"
setting "imports internal by default" '.enableUpcomingFeature("InternalImportsByDefault")'
setting "imports internal by default and by word" '.enableUpcomingFeature("InternalImportsByDefault")' "internal import OrmRuntime"
# A check of the interface alone does not find the header of SQLite, as GeneratedCode.md says.
setting "library evolution" '.unsafeFlags(["-enable-library-evolution", "-no-verify-emitted-module-interface"])'
