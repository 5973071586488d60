// swift-tools-version: 6.3
// Mirage for Swift: type-driven persistence. The module graph stands here and nowhere else: a module is one line, with
// what it depends on. Documentation/Architecture.md draws the arrows, and the build checks them.
//
// Optimised builds of the checks (Tools/build-checks.sh) name in MIRAGE_MACROS the macros of a debug build, and so do
// without an optimised build of swift-syntax, which takes minutes. With MIRAGE_TESTS=host a debug build has the tests of
// what runs on the host alone; CI has the others in an optimised build only (Tests/swift-tests.sh).
import CompilerPluginSupport
import PackageDescription

let macros = Context.environment["MIRAGE_MACROS"]
let isForHostTests = Context.environment["MIRAGE_TESTS"] == "host"

let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]
let withMacros: [SwiftSetting] =
    macros.map { [.unsafeFlags(["-load-plugin-executable", $0 + "#OrmMacros"])] } ?? []

// MARK: - Kinds of modules

/// A module that runs on the host.
func host(_ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil) -> Target {
    .target(
        name: name, dependencies: dependencies, path: path, swiftSettings: strict + withMacros)
}

/// A module that runs in guests, and on the host for tests and tools. It shows what it imports of others, since a guest
/// is built from its sources.
func both(
    _ name: String, _ dependencies: [Target.Dependency] = [], _ more: [SwiftSetting] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies,
        swiftSettings: strict + withMacros + more
            + [.enableUpcomingFeature("InternalImportsByDefault")])
}

/// A program that runs on the host.
func tool(
    _ name: String, _ dependencies: [Target.Dependency], path: String? = nil,
    _ more: [SwiftSetting] = [], linkerSettings: [LinkerSetting] = []
) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies, path: path,
        swiftSettings: strict + withMacros + more, linkerSettings: linkerSettings)
}

/// For what takes longer to optimise than to run: most tests.
let unoptimised: [SwiftSetting] = macros == nil ? [] : [.unsafeFlags(["-Onone"])]

/// The tests of a module. Those of the kernel handle pages and rings by their addresses throughout, which the compiler
/// need not point out. In an optimised build most are not optimised themselves: it would take longer than they run.
func tests(
    _ name: String, _ dependencies: [Target.Dependency] = [], isOfKernel: Bool = false,
    isHeavy: Bool = false
) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies,
        swiftSettings: (isOfKernel ? Array(strict.dropFirst()) : strict) + withMacros
            + (isHeavy ? [] : unoptimised))
}

/// Products of swift-syntax.
func syntax(_ names: String...) -> [Target.Dependency] {
    names.map { .product(name: $0, package: "swift-syntax") }
}

let arguments: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let metricsTestKit: Target.Dependency = .product(name: "MetricsTestKit", package: "swift-metrics")

// MARK: - Modules

/// From Swift source to Swift source.
let generator: [Target] = [
    host("OrmSyntax", syntax("SwiftSyntax", "SwiftParser")),
    host("OrmGenCore", ["OrmSyntax"]),
    tool("orm-gen", ["OrmGenCore", arguments]),
    .plugin(name: "OrmGen", capability: .buildTool(), dependencies: ["orm-gen"]),
    .macro(
        name: "OrmMacros",
        dependencies: ["OrmSyntax"]
            + syntax(
                "SwiftSyntax", "SwiftSyntaxBuilder", "SwiftSyntaxMacros", "SwiftDiagnostics",
                "SwiftCompilerPlugin"),
        swiftSettings: strict),
]

/// What generated code runs on, in guests too.
let runtime: [Target] = [
    both("CompactStrings"),
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    host("OrmRuntime", ["CompactStrings", "CSQLite"] + (macros == nil ? ["OrmMacros"] : [])),
    host("OrmLaws", ["OrmRuntime", "SeededRandom"]),
    host("OrmObservability", ["OrmRuntime", logging, metrics]),
    host("OrmFoundation", ["OrmRuntime"]),
]

/// Databases on a disk without a filesystem, and SQLite on them.
let storage: [Target] = [
    both("BlockIO", ["CompactStrings"]),
    .systemLibrary(name: "CChecksum"),
    both("DiskVolume", ["BlockIO", "CompactStrings", "CChecksum"]),
    both("BlkfrontVFS", ["DiskVolume", "BlockIO", "CompactStrings", "CSQLite"]),
    tool("volume", ["BlockIO", "DiskVolume", "BlkfrontVFS", "CSQLite", arguments]),
]

/// The kernel a guest is linked with, and what runs it on Xen.
let kernel: [Target] = [
    .systemLibrary(name: "CXen", providers: [.apt(["libxen-dev"])]),
    .target(name: "CScheduler"),
    // In builds of the checks it reports each access to a ring, at which the fuzzers then change what the peer has said.
    both("XenRing", ["CXen"], macros == nil ? [] : [.define("MIRAGE_READ_POINTS")]),
    both("Unikernel", ["CXen", "CScheduler", "XenRing", "CompactStrings"]),
    both("Blkfront", ["CompactStrings", "Unikernel", "XenRing", "CXen", "BlockIO"]),
    .target(name: "CBoot"),
    both("Guest", ["Unikernel", "CBoot"]),
    both(
        "GuestRuntime",
        [
            "Guest", "Unikernel", "Blkfront", "BlockIO", "DiskVolume", "BlkfrontVFS", "OrmRuntime",
            "CompactStrings",
        ]),
]

/// Images of guests.
let images: [Target] = [
    host("GuestImage"),
    tool("guest-image", ["GuestImage", arguments]),
    .plugin(
        name: "GuestImagePlugin",
        capability: .command(
            intent: .custom(verb: "guest", description: "Builds products as images that Xen boots")),
        dependencies: ["guest-image"]),
]

/// A model of Xen, on which the kernel runs deterministically.
let simulation: [Target] = [
    host("SeededRandom"),
    .target(name: "CXenSimulation"),
    host(
        "XenSimulation",
        [
            "Unikernel", "Blkfront", "XenRing", "CXen", "CScheduler", "CXenSimulation",
            "SeededRandom",
            "BlockIO",
        ]),
]

/// Programs that look for faults and measure, optimised: Tools/build-checks.sh.
let checks: [Target] = [
    host("CheckHarness", path: "Checks/CheckHarness"),
    host("CrashModel", ["OrmRuntime"], path: "Checks/CrashModel"),
    tool(
        "simulate",
        [
            "CheckHarness", "CrashModel", "OrmRuntime", "BlkfrontVFS", "DiskVolume", "BlockIO",
            "CSQLite", "SeededRandom", "Unikernel", "Blkfront", "XenSimulation",
        ], path: "Checks/simulate"),
    host("WriteLog", ["SeededRandom"], path: "Checks/WriteLog"),
    // It runs in dom0, which has no Swift.
    tool(
        "cut", ["WriteLog", "SeededRandom"], path: "Checks/cut",
        linkerSettings: [.unsafeFlags(["-static-executable"])]),
    host("LoadTexts", path: "Tests/StorageGuests/Sources/LoadTexts"),
    tool(
        "replay",
        [
            "WriteLog", "LoadTexts", "BlkfrontVFS", "DiskVolume", "BlockIO", "CSQLite",
            "SeededRandom",
        ],
        path: "Checks/replay"),
    tool(
        "zerocopy",
        [
            "BlkfrontVFS", "DiskVolume", "BlockIO", "CSQLite", "Unikernel", "Blkfront",
            "XenSimulation",
        ],
        path: "Checks/zerocopy"),
    tool(
        "writers", ["Golden", "OrmRuntime", "BlkfrontVFS", "DiskVolume", "BlockIO", "CSQLite"],
        path: "Checks/writers"),
    host("VFSForTests", ["BlkfrontVFS", "DiskVolume", "BlockIO"], path: "Checks/VFSForTests"),
    host("MutationTesting", ["SeededRandom", arguments], path: "Checks/MutationTesting"),
    tool("mutate", ["MutationTesting", arguments], path: "Checks/mutate"),
    host(
        "MutantSyntax",
        ["MutationTesting"] + syntax("SwiftSyntax", "SwiftParser", "SwiftOperators"),
        path: "Checks/MutantSyntax"),
    tool(
        "made-mutants", ["MutantSyntax", "MutationTesting", arguments], path: "Checks/made-mutants"),
]

/// The fuzzers change shared memory at each access to a ring, which XenRing reports to them in builds of the checks alone.
let fuzzers: [Target] = [
    .target(name: "CFuzz", path: "Checks/CFuzz"),
    tool(
        "fuzz",
        [
            "CheckHarness", "CFuzz", "Golden", "OrmRuntime", "BlkfrontVFS", "DiskVolume",
            "BlockIO", "XenSimulation", "XenRing", "Unikernel", "Blkfront", "SeededRandom",
        ], path: "Checks/fuzz"),
]

/// Golden input and the committed output for it, compiled together and run by the tests.
let fixtures: [Target] = [
    host("Golden", ["OrmRuntime", "OrmLaws", "SeededRandom"], path: "Fixtures/Golden"),
    host("Shadowed", ["OrmRuntime", "OrmLaws", "SeededRandom"], path: "Fixtures/Shadowed"),
    // A disk that loses power, and short words for volumes, for tests of volumes and of stores on them.
    .target(
        name: "VolumeSupport", dependencies: ["BlockIO", "DiskVolume", "SeededRandom"],
        path: "Tests/Support/VolumeSupport", swiftSettings: Array(strict.dropFirst())),
    host("TestSupport", ["BlockIO"], path: "Tests/Support/TestSupport"),
    // A simulated domain with its daemons, for tests of the kernel and of devices.
    .target(
        name: "XenSupport", dependencies: ["Unikernel", "XenSimulation", "TestSupport"],
        path: "Tests/Support/XenSupport", swiftSettings: Array(strict.dropFirst())),
    .target(name: "CAllocationCount", path: "Tests/Support/CAllocationCount"),
    tool(
        "StoreProcess", ["OrmRuntime", "Golden", "CAllocationCount"],
        path: "Tests/Support/StoreProcess", unoptimised),
]

/// Tests of what runs on the host alone.
let hostTests = [
    tests("OrmSyntax"),
    tests("OrmGenCore", ["OrmSyntax"]),
    tests(
        "OrmMacros",
        ["OrmSyntax"]
            + syntax(
                "SwiftDiagnostics", "SwiftParser", "SwiftSyntax", "SwiftSyntaxMacroExpansion",
                "SwiftSyntaxMacros")),
    tests("GuestImage", ["SeededRandom"]),
    tests("MutationTesting", ["MutantSyntax"]),
    tests(
        "OrmObservability",
        ["OrmFoundation", "OrmRuntime", "Golden", logging, metrics, metricsTestKit]),
    // They boot guests, when Tests/lab-tests.sh asks for that.
    host("LabSupport", path: "Tests/Support/LabSupport"),
    .testTarget(
        name: "LabTests", dependencies: ["LabSupport", "SeededRandom", "TestSupport"],
        swiftSettings: strict),
    // They need no lab.
    tests("LabSupport"),
]

/// Tests of what runs in guests, too: optimised builds have them.
let guestTests = [
    tests("CompactStrings"),
    tests("BlockIO", isOfKernel: true),
    tests(
        "DiskVolume", ["BlockIO", "SeededRandom", "VolumeSupport"], isOfKernel: true, isHeavy: true),
    tests(
        "BlkfrontVFS", ["DiskVolume", "BlockIO", "CSQLite", "SeededRandom", "VolumeSupport"],
        isOfKernel: true, isHeavy: true),
    tests("XenRing", ["SeededRandom"], isOfKernel: true),
    tests(
        "Unikernel", ["XenSupport", "XenRing", "XenSimulation", "CXen", "SeededRandom"],
        isOfKernel: true),
    tests(
        "Blkfront",
        [
            "Unikernel", "XenSupport", "XenRing", "XenSimulation", "CXen", "SeededRandom",
            "BlockIO",
        ],
        isOfKernel: true),
    tests("XenSimulation", ["Unikernel", "CXen", "SeededRandom"], isOfKernel: true),
    tests(
        "OrmRuntime",
        [
            "OrmLaws", "SeededRandom", "Golden", "Shadowed", "CSQLite", "StoreProcess",
            "BlkfrontVFS", "DiskVolume", "BlockIO",
        ]),
]

let package = Package(
    name: "Mirage",
    products: [
        .library(name: "OrmRuntime", targets: ["OrmRuntime"]),
        .library(name: "Guest", targets: ["Guest"]),
        .library(name: "Unikernel", targets: ["Unikernel"]),
        .library(name: "Blkfront", targets: ["Blkfront"]),
        .library(name: "BlockIO", targets: ["BlockIO"]),
        .library(name: "DiskVolume", targets: ["DiskVolume"]),
        .library(name: "BlkfrontVFS", targets: ["BlkfrontVFS"]),
        .library(name: "GuestRuntime", targets: ["GuestRuntime"]),
        .library(name: "XenSimulation", targets: ["XenSimulation"]),
        .library(name: "OrmLaws", targets: ["OrmLaws", "SeededRandom"]),
        .library(name: "OrmObservability", targets: ["OrmObservability"]),
        .library(name: "OrmFoundation", targets: ["OrmFoundation"]),
        .executable(name: "orm-gen", targets: ["orm-gen"]),
        .plugin(name: "OrmGen", targets: ["OrmGen"]),
        .executable(name: "guest-image", targets: ["guest-image"]),
        .executable(name: "volume", targets: ["volume"]),
        .plugin(name: "GuestImagePlugin", targets: ["GuestImagePlugin"]),
        // With which SQLite's own tests are linked: Tests/SQLite.
        .library(name: "VFSForTests", type: .static, targets: ["VFSForTests"]),
    ],
    dependencies: [
        // A range, since a program may use other packages with macros. Tested: 602.0.0 and 603.0.1, with the same output.
        .package(url: "https://github.com/swiftlang/swift-syntax", "602.0.0"..<"604.0.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    ],
    targets: generator + runtime + storage + kernel + images + simulation + checks + fixtures
        + (macros == nil ? hostTests : fuzzers) + (isForHostTests ? [] : guestTests),
    swiftLanguageModes: [.v6]
)
