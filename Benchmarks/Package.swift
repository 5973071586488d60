// swift-tools-version: 6.3
// The benchmarks: a package of its own, so that nobody else pays for GRDB, and one that uses
// Mirage as an outsider would. `optimised.json` has the compiler options;
// Documentation/Benchmarks.md has the results.
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "Benchmarks",
    dependencies: [
        .package(name: "Mirage", path: ".."),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        // What Swift cannot see: allocations, and the connections of all lanes.
        .target(name: "CProbe", linkerSettings: [.linkedLibrary("sqlite3")]),
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "CProbe",
                .product(name: "OrmRuntime", package: "Mirage"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings,
            plugins: [.plugin(name: "OrmGen", package: "Mirage")]
        ),
    ],
    swiftLanguageModes: [.v6]
)
