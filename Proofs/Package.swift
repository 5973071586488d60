// swift-tools-version: 6.3
// Programs that prove what storage promises: optimised, from the same sources as everything else, without a build of
// swift-syntax. `Mirage` is a link to the checkout, since a target's folder must be below its package; macros come
// from the checkout's own build (`swift build --product OrmMacros-tool` is not a product: any build of a module with
// annotated types makes it).
//
//     swift build -c release --package-path Proofs
import PackageDescription

// Rules that can be switched off, for `Proofs/mutants.sh`.
let mutants: [SwiftSetting] =
    Context.environment["MIRAGE_MUTANTS"] == nil ? [] : [.define("MIRAGE_MUTANTS")]
let settings: [SwiftSetting] =
    mutants + [
        .strictMemorySafety(),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]

let macros = Context.packageDirectory + "/../.build/x86_64-unknown-linux-gnu/debug/OrmMacros-tool"
let storeSettings = settings + [.unsafeFlags(["-load-plugin-executable", macros + "#OrmMacros"])]

/// A module of the checkout.
func ours(
    _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil,
    swiftSettings: [SwiftSetting] = settings
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: path ?? "Mirage/Sources/\(name)",
        swiftSettings: swiftSettings)
}

let package = Package(
    name: "Proofs",
    products: [
        // With which SQLite's own tests are linked: Tests/SQLite.
        .library(name: "VFSForTests", type: .static, targets: ["VFSForTests"])
    ],
    targets: [
        .systemLibrary(name: "CXen", path: "Mirage/Sources/CXen"),
        .systemLibrary(name: "CSQLite", path: "Mirage/Sources/CSQLite"),
        .systemLibrary(name: "CChecksum", path: "Mirage/Sources/CChecksum"),
        ours("CScheduler"),
        ours("CXenSimulation"),
        ours("SeededRandom"),
        ours("BlockIO"),
        ours("BlkfrontVFS", ["BlockIO", "CSQLite", "CChecksum"]),
        ours(
            "XenRing", ["CXen"],
            swiftSettings: settings + [.define("MIRAGE_READ_POINTS")]),
        ours("Unikernel", ["CXen", "CScheduler", "XenRing", "BlockIO"]),
        ours(
            "XenSimulation",
            [
                "Unikernel", "XenRing", "CXen", "CScheduler", "CXenSimulation", "SeededRandom",
                "BlockIO",
            ]),
        ours("OrmRuntime", ["CSQLite"], swiftSettings: storeSettings),
        ours("OrmLaws", ["OrmRuntime", "SeededRandom"], swiftSettings: storeSettings),
        ours(
            "Golden", ["OrmRuntime", "OrmLaws", "SeededRandom"], path: "Mirage/Fixtures/Golden",
            swiftSettings: storeSettings),
        .target(
            name: "VFSForTests", dependencies: ["BlkfrontVFS", "BlockIO"], swiftSettings: settings),
        .target(name: "WriteLog", dependencies: ["SeededRandom"], swiftSettings: settings),
        .executableTarget(
            name: "cut", dependencies: ["WriteLog", "SeededRandom"], swiftSettings: settings,
            linkerSettings: [.unsafeFlags(["-static-executable"])]),
        .target(
            name: "LoadTexts", path: "Mirage/Tests/StorageGuests/Sources/LoadTexts",
            swiftSettings: settings),
        .executableTarget(
            name: "replay",
            dependencies: [
                "WriteLog", "LoadTexts", "BlkfrontVFS", "BlockIO", "CSQLite", "SeededRandom",
            ], swiftSettings: settings),
        .target(name: "CrashModel", dependencies: ["OrmRuntime"], swiftSettings: storeSettings),
        .executableTarget(
            name: "zerocopy",
            dependencies: ["BlkfrontVFS", "BlockIO", "CSQLite", "Unikernel", "XenSimulation"],
            swiftSettings: settings),
        .executableTarget(
            name: "simulate",
            dependencies: [
                "CrashModel", "OrmRuntime", "BlkfrontVFS", "BlockIO", "CSQLite", "SeededRandom",
                "Unikernel", "XenSimulation",
            ],
            swiftSettings: settings),
        .target(name: "CFuzz"),
        .executableTarget(
            name: "fuzz",
            dependencies: [
                "CFuzz", "Golden", "OrmRuntime", "BlkfrontVFS", "BlockIO", "XenSimulation",
                "XenRing", "Unikernel", "SeededRandom",
            ],
            swiftSettings: storeSettings),
        .executableTarget(
            name: "writers",
            dependencies: ["Golden", "OrmRuntime", "BlkfrontVFS", "BlockIO", "CSQLite"],
            swiftSettings: storeSettings),
    ],
    swiftLanguageModes: [.v6]
)

// Unit tests kill the mutants that power cuts do not kill: `Proofs/mutants.sh` runs them, too.
if !mutants.isEmpty {
    package.targets.append(
        .testTarget(
            name: "BlkfrontVFSTests",
            dependencies: ["BlkfrontVFS", "BlockIO", "CSQLite", "SeededRandom"],
            path: "Mirage/Tests/BlkfrontVFSTests"))
}
