// swift-tools-version: 6.3
// Guests that prove what storage promises, on real Xen: StorageFact for Tests/LabTests/Storage, Load for
// storage-boots.sh. They use Mirage as any other package would: the store's code is generated.
import PackageDescription

/// A guest with a store.
func guest(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .executableTarget(
        name: name,
        dependencies: [.product(name: "GuestRuntime", package: "Mirage")] + dependencies,
        swiftSettings: [.strictMemorySafety(), .enableUpcomingFeature("ExistentialAny")],
        plugins: [.plugin(name: "OrmGen", package: "Mirage")])
}

let package = Package(
    name: "StorageGuests",
    dependencies: [.package(name: "Mirage", path: "../..")],
    targets: [
        guest("StorageFact"),
        .target(name: "LoadTexts", swiftSettings: [.strictMemorySafety()]),
        guest(
            "Load",
            [
                "LoadTexts",
                .product(name: "OrmRuntime", package: "Mirage"),
                .product(name: "BlkfrontVFS", package: "Mirage"),
                .product(name: "DiskVolume", package: "Mirage"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
