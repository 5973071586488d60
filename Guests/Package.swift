// swift-tools-version: 6.3
// Small guests, one for each fact that must hold on real Xen. They use ours as any other package would:
//     swift package --package-path Guests guest --product Hello
import PackageDescription

let settings: [SwiftSetting] = [.strictMemorySafety(), .enableUpcomingFeature("ExistentialAny")]
let mirage = "Mirage"

/// A guest on its own.
func guest(_ name: String) -> Target {
    .executableTarget(
        name: name, dependencies: [.product(name: "Guest", package: mirage)],
        swiftSettings: settings)
}

let package = Package(
    name: "Guests",
    dependencies: [.package(name: mirage, path: "..")],
    targets: [
        guest("Hello"), guest("AsyncHello"), guest("Protection"), guest("Faults"),
        guest("OutOfMemory"),
        // Proves facts of the library `Facts`, which also run against a simulated Xen.
        .executableTarget(
            name: "FactGuest", dependencies: ["Facts", .product(name: "Guest", package: mirage)],
            swiftSettings: settings),
        .executableTarget(
            name: "Measure", dependencies: ["CMeasure", .product(name: "Guest", package: mirage)],
            swiftSettings: settings),
        .target(name: "CMeasure"),
        .executableTarget(
            name: "CostMeasure",
            dependencies: [
                "CMeasure",
                .product(name: "BlkfrontVFS", package: mirage),
                .product(name: "DiskVolume", package: mirage),
                .product(name: "BlockIO", package: mirage),
                .product(name: "Guest", package: mirage),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "DiskMeasure",
            dependencies: [
                .product(name: "Blkfront", package: mirage),
                .product(name: "BlkfrontVFS", package: mirage),
                .product(name: "DiskVolume", package: mirage),
                .product(name: "BlockIO", package: mirage),
                .product(name: "Guest", package: mirage),
                .product(name: "Unikernel", package: mirage),
            ],
            swiftSettings: settings),
        .target(
            name: "Facts",
            dependencies: [
                .product(name: "Blkfront", package: mirage),
                .product(name: "BlockIO", package: mirage),
                .product(name: "Unikernel", package: mirage),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "FactsTests",
            dependencies: [
                "Facts", .product(name: "Unikernel", package: mirage),
                .product(name: "XenSimulation", package: mirage),
            ],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
