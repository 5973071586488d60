// swift-tools-version: 6.3
// Mirage for Swift: type-driven persistence. Targets are grouped by layer; the arrows between them
// are drawn in Documentation/Architecture.md and checked by the build.
import CompilerPluginSupport
import PackageDescription

let settings: [SwiftSetting] = [
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Tests of the kernel handle pages and rings by their addresses throughout, which the compiler need not point out.
let kernelTestSettings = Array(settings.dropFirst())

/// Modules of the kernel show what they import of each other, since a guest is built from their sources.
let guestSettings = settings + [.enableUpcomingFeature("InternalImportsByDefault")]

let package = Package(
    name: "Mirage",
    products: [
        .library(name: "OrmRuntime", targets: ["OrmRuntime"]),
        .library(name: "Guest", targets: ["Guest"]),
        .library(name: "Unikernel", targets: ["Unikernel"]),
        .library(name: "BlockIO", targets: ["BlockIO"]),
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
    ],
    dependencies: [
        // A range, since a program may use other packages with macros. Tested: 602.0.0 and 603.0.1, with the same output.
        .package(url: "https://github.com/swiftlang/swift-syntax", "602.0.0"..<"604.0.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    ],
    targets: [
        // Host tools: Swift source in, Swift source out.
        .target(
            name: "OrmSyntax",
            dependencies: [
                .product(name: "SwiftSyntax", package: "swift-syntax"),
                .product(name: "SwiftParser", package: "swift-syntax"),
            ],
            swiftSettings: settings
        ),
        .target(name: "OrmGenCore", dependencies: ["OrmSyntax"], swiftSettings: settings),
        .executableTarget(
            name: "orm-gen",
            dependencies: [
                "OrmGenCore",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .plugin(name: "OrmGen", capability: .buildTool(), dependencies: ["orm-gen"]),
        .macro(
            name: "OrmMacros",
            dependencies: [
                "OrmSyntax",
                .product(name: "SwiftSyntax", package: "swift-syntax"),
                .product(name: "SwiftSyntaxBuilder", package: "swift-syntax"),
                .product(name: "SwiftSyntaxMacros", package: "swift-syntax"),
                .product(name: "SwiftDiagnostics", package: "swift-syntax"),
                .product(name: "SwiftCompilerPlugin", package: "swift-syntax"),
            ],
            swiftSettings: settings
        ),

        // Host and guest: what generated code runs on.
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        .target(
            name: "OrmRuntime", dependencies: ["CSQLite", "OrmMacros"], swiftSettings: settings),

        // Host and guest: what storage asks of a disk.
        .target(name: "BlockIO", swiftSettings: guestSettings),

        // Host and guest: databases on a disk without a filesystem, and SQLite on them.
        .systemLibrary(name: "CChecksum"),
        .target(
            name: "BlkfrontVFS", dependencies: ["BlockIO", "CSQLite", "CChecksum"],
            swiftSettings: guestSettings),

        // Host and guest: the kernel a guest is linked with, and what runs it on Xen.
        .systemLibrary(name: "CXen", providers: [.apt(["libxen-dev"])]),
        .target(name: "CScheduler"),
        .target(name: "XenRing", dependencies: ["CXen"], swiftSettings: guestSettings),
        .target(
            name: "Unikernel", dependencies: ["CXen", "CScheduler", "XenRing", "BlockIO"],
            swiftSettings: guestSettings),
        .target(name: "CBoot"),
        .target(name: "Guest", dependencies: ["Unikernel", "CBoot"], swiftSettings: guestSettings),

        // Guest: the store's code on the kernel's disk.
        .target(
            name: "GuestRuntime",
            dependencies: ["Guest", "Unikernel", "BlkfrontVFS", "OrmRuntime"],
            swiftSettings: guestSettings),

        // Host: a model of Xen, on which the kernel runs deterministically.
        .target(name: "CXenSimulation"),
        .target(
            name: "XenSimulation",
            dependencies: [
                "Unikernel", "XenRing", "CXen", "CScheduler", "CXenSimulation", "SeededRandom",
                "BlockIO",
            ],
            swiftSettings: settings
        ),

        // Host tools: images of guests.
        .target(name: "GuestImage", swiftSettings: settings),
        .executableTarget(
            name: "guest-image",
            dependencies: [
                "GuestImage",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .plugin(
            name: "GuestImagePlugin",
            capability: .command(
                intent: .custom(
                    verb: "guest", description: "Builds products as images that Xen boots")),
            dependencies: ["guest-image"]
        ),

        // Host tools: the databases of a volume.
        .executableTarget(
            name: "volume",
            dependencies: [
                "BlockIO", "BlkfrontVFS", "CSQLite",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),

        // Host extras: the lossless law as a library.
        .target(name: "SeededRandom", swiftSettings: settings),
        .target(
            name: "OrmLaws", dependencies: ["OrmRuntime", "SeededRandom"], swiftSettings: settings),

        // Host extras: what stores do, for swift-log and swift-metrics; errors with Foundation.
        .target(
            name: "OrmObservability",
            dependencies: [
                "OrmRuntime",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
            ],
            swiftSettings: settings
        ),
        .target(name: "OrmFoundation", dependencies: ["OrmRuntime"], swiftSettings: settings),

        // Golden input and the committed output for it, compiled together and run by the tests.
        .target(
            name: "Golden", dependencies: ["OrmRuntime", "OrmLaws", "SeededRandom"],
            path: "Fixtures/Golden",
            swiftSettings: settings
        ),
        .target(
            name: "Shadowed", dependencies: ["OrmRuntime", "OrmLaws", "SeededRandom"],
            path: "Fixtures/Shadowed",
            swiftSettings: settings
        ),

        // Tests.
        .target(name: "CAllocationCount", path: "Tests/Support/CAllocationCount"),
        .executableTarget(
            name: "StoreProcess", dependencies: ["OrmRuntime", "Golden", "CAllocationCount"],
            path: "Tests/Support/StoreProcess", swiftSettings: settings
        ),
        .testTarget(name: "OrmSyntaxTests", dependencies: ["OrmSyntax"], swiftSettings: settings),
        .testTarget(
            name: "OrmGenCoreTests",
            dependencies: ["OrmGenCore", "OrmSyntax"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "OrmMacrosTests",
            dependencies: [
                "OrmMacros",
                "OrmSyntax",
                .product(name: "SwiftDiagnostics", package: "swift-syntax"),
                .product(name: "SwiftParser", package: "swift-syntax"),
                .product(name: "SwiftSyntax", package: "swift-syntax"),
                .product(name: "SwiftSyntaxMacroExpansion", package: "swift-syntax"),
                .product(name: "SwiftSyntaxMacros", package: "swift-syntax"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "GuestImageTests", dependencies: ["GuestImage", "SeededRandom"],
            swiftSettings: settings),
        .testTarget(
            name: "BlockIOTests", dependencies: ["BlockIO"], swiftSettings: kernelTestSettings),
        .testTarget(
            name: "BlkfrontVFSTests",
            dependencies: ["BlkfrontVFS", "BlockIO", "CSQLite", "SeededRandom"],
            swiftSettings: kernelTestSettings),
        .testTarget(
            name: "XenRingTests", dependencies: ["XenRing", "SeededRandom"],
            swiftSettings: kernelTestSettings),
        .testTarget(
            name: "UnikernelTests",
            dependencies: [
                "Unikernel", "XenRing", "XenSimulation", "CXen", "SeededRandom", "BlockIO",
            ],
            swiftSettings: kernelTestSettings
        ),
        .testTarget(
            name: "XenSimulationTests",
            dependencies: ["Unikernel", "XenSimulation", "CXen", "SeededRandom"],
            swiftSettings: kernelTestSettings
        ),
        .testTarget(
            name: "OrmObservabilityTests",
            dependencies: [
                "OrmObservability", "OrmFoundation", "OrmRuntime", "Golden",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "OrmRuntimeTests",
            dependencies: [
                "OrmRuntime", "OrmLaws", "SeededRandom", "Golden", "Shadowed", "CSQLite",
                "StoreProcess", "BlkfrontVFS", "BlockIO",
            ],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
