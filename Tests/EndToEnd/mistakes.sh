#!/usr/bin/env bash
# Goal: a user's mistakes fail the build with errors at their locations, each once, all in one run.
# Method: build packages with mistakes and compare the output of swift build with the expected lines. One package has the
# plugin, so the generator reports. One has no plugin, so the macros report, as in an editor. One has file names that the
# plugin itself rejects.
source "$(dirname "$0")/common.sh"

package() { # name, plugin list: makes a package and prints its source folder
    local folder=$packages/mistakes/$1
    mkdir -p "$folder/Sources/$1"
    cat > "$folder/Package.swift" << MANIFEST
// swift-tools-version: 6.3
import PackageDescription
let package = Package(
    name: "$1",
    dependencies: [.package(name: "Mirage", path: "$root")],
    targets: [
        .target(
            name: "$1",
            dependencies: [.product(name: "OrmRuntime", package: "Mirage")],
            plugins: [$2])
    ]
)
MANIFEST
    echo "$folder/Sources/$1"
}

errors() { # source folder: builds and prints the errors and warnings, each once, without the folder
    { build "$1/../.." || true; } | grep -E '^/.*: (error|warning): ' \
        | sed -E "s#^$1/##; s# \(from macro '[A-Za-z ]+'\)\$##" | sort -t: -k1,1 -k2,2n -k3,3n -u
}

generated=$(package Mistakes '.plugin(name: "OrmGen", package: "Mirage")')
cat > "$generated/Model.swift" << 'SWIFT'
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

@Persist
struct Home {
    var address: Address
    var address_city: String
}

@Persist(.embedded)
struct Address {
    var city: String
}
SWIFT
fact "the build reports every mistake once, at its place" equal "$(cat << 'TEXT'
Model.swift:6:15: error: field 'born' has type 'Date', which is not supported; store seconds or microseconds since 1970 as 'Double' or 'Int64' [unsupported-type]
Model.swift:7:9: error: the type of field 'age' is not written; write it, as in 'var age: String = …' [missing-type]
Model.swift:10:1: error: '@Persist' applies to structs and enums, not to a class; make it a struct [unsupported-declaration]
Model.swift:16:8: error: 'Box' is generic, so it has no single table; persist a concrete type [generic-type]
Model.swift:23:9: error: fields 'address' and 'address_city' of 'Home' both use column 'address_city'; rename one of them [duplicate-column]
TEXT
)" "$(errors "$generated")"

edited=$(package Editor '')
cat > "$edited/Wrong.swift" << 'SWIFT'
import OrmRuntime

@Key
func answer() -> Int { 42 }

struct Plain {
    @Unique var name: String
}

@Persist
actor Machine {
    var name = ""
}
SWIFT
fact "an attribute on the wrong declaration is a compile error that says what to do" equal "$(cat << 'TEXT'
Wrong.swift:3:1: error: '@Key' applies to stored properties of '@Persist' structs, not to a function; remove it [misplaced-attribute]
Wrong.swift:7:5: error: '@Unique' applies to stored properties of '@Persist' structs, and 'Plain' is not annotated; annotate 'Plain' with '@Persist' [misplaced-attribute]
Wrong.swift:10:1: error: '@Persist' applies to structs and enums, not to an actor; make it a struct [unsupported-declaration]
TEXT
)" "$(errors "$edited")"

named=$(package Named '.plugin(name: "OrmGen", package: "Mirage")')
clashes() { # builds and prints the errors without the folder
    { build "$named/../.." || true; } | grep '^error: ' | sed "s#$named/##g"
}
rm -rf "$named"
mkdir -p "$named/Deep"
printf 'import OrmRuntime\n@Persist struct Contact { @Key var mail: String }\n' > "$named/Contact.swift"
touch "$named/Contact+Orm.swift" "$named/Named+OrmSchema.swift"
fact "a source with the name of a generated file is an error that says so, in place of 'multiple producers'" equal "$(cat << 'TEXT'
error: 'Contact+Orm.swift' has the name of the file that is generated from 'Contact.swift'; rename it [file-name-clash]
error: 'Named+OrmSchema.swift' has the name of the file that is generated from the types of 'Named'; rename it [file-name-clash]
TEXT
)" "$(clashes)"
rm "$named/Contact+Orm.swift" "$named/Named+OrmSchema.swift"
printf 'import OrmRuntime\n@Persist struct Card { @Key var mail: String }\n' > "$named/Deep/Contact.swift"
fact "so are two sources that one file would be generated from" equal \
    "error: 'Deep/Contact.swift' has the name of 'Contact.swift', and 'Contact+Orm.swift' is generated from each; rename one of them [file-name-clash]" \
    "$(clashes)"
mv "$named/Deep/Contact.swift" "$named/Deep/Card.swift"
fact "renamed, they build" contains "$(build "$named/../.." || true)" "Build complete!"
