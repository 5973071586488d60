#!/usr/bin/env bash
# Goal: the generator and the macros work with the oldest swift-syntax of the range that Package.swift gives, as packages that depend
# on ours may hold it there. Any other test uses the newest, which is what SwiftPM takes.
# Method: a copy of the checkout, with that version, builds and passes the tests of what uses swift-syntax.
# It builds swift-syntax once more, which takes minutes: `make explore WHAT=swift-syntax`.
source "$(dirname "$0")/common.sh"
copy=$root/.build/oldest # not swift-syntax: the name of the folder is the identity of its package
oldest=$(sed -n 's#.*/swift-syntax", "\([0-9.]*\)"\.\.<.*#\1#p' "$root/Package.swift")

copied() { # the sources as they are now; what was built before stays
    mkdir -p "$copy"
    find "$copy" -mindepth 1 -maxdepth 1 ! -name .build -exec rm -rf {} +
    (cd "$root" && git ls-files -z --cached --others --exclude-standard | tar --null -T - --ignore-failed-read -cf -) | tar -C "$copy" -xf -
}

resolved() { # SwiftPM knows a dependency by its name once it has resolved all of them
    { swift package --package-path "$copy" resolve && swift package --package-path "$copy" resolve swift-syntax --version "$oldest"; } \
        > "$scratch/resolve" 2>&1 \
        || { tail "$scratch/resolve" >&2 && return 1; }
    grep -A 6 '"swift-syntax"' "$copy/Package.resolved" | grep -q "\"$oldest\""
}

passes() {
    local tests
    tests=$copy/.build/$(uname -m)-unknown-linux-gnu/debug/MiragePackageTests.xctest
    MIRAGE_TESTS=host swift build --package-path "$copy" --product MiragePackageTests > "$scratch/build" 2>&1 \
        || { grep -m 10 error: "$scratch/build" >&2 && return 1; }
    (cd "$copy" && "$tests" --testing-library swift-testing --filter 'Orm(Syntax|GenCore|Macros)Tests') > "$scratch/tests" 2>&1 \
        || { grep 'recorded an issue' "$scratch/tests" >&2 && return 1; }
    grep -E 'Test run with [1-9][0-9]* tests' "$scratch/tests"
}

fact "Package.swift gives a range of versions of swift-syntax" test -n "$oldest"
fact "the checkout can be copied" copied
fact "swift-syntax $oldest can be had" resolved
fact "generator and macros build with it and pass their tests" passes
