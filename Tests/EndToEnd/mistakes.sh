#!/usr/bin/env bash
# Goal: a user's mistakes stop the build with errors at their place, each once, all of one run.
# Method: build a package with mistakes and compare what swift build prints with the expected lines.
source "$(dirname "$0")/common.sh"
package=$outside_build/mistakes/Mistakes
mkdir -p "$package/Sources/Mistakes"
cat > "$package/Package.swift" << MANIFEST
// swift-tools-version: 6.3
import PackageDescription
let package = Package(
    name: "Mistakes",
    dependencies: [.package(name: "Mirage", path: "$root")],
    targets: [
        .target(
            name: "Mistakes",
            dependencies: [.product(name: "OrmRuntime", package: "Mirage")],
            plugins: [.plugin(name: "OrmGen", package: "Mirage")])
    ]
)
MANIFEST
model=$package/Sources/Mistakes/Model.swift

errors() { # builds, prints the generator's and compiler's errors without the folder
    build "$package" | grep -E '^/.*: (error|warning): ' | sed "s#$package/Sources/Mistakes/##" | sort -u -t: -k1,1 -k2,2n -k3,3n
}

cat > "$model" << 'SWIFT'
import OrmRuntime

@Persist
struct Person {
    @Key var mail: String
    var born: Date
    var age = years()
}

@Persist
class Robot {
    var name: String = ""
}

@Persist
struct Box<Content> {
    var width: Int
}
SWIFT
cat > "$scratch/expected" << 'TEXT'
EXPECTED
TEXT
errors > "$scratch/actual" || true
cat "$scratch/actual"
