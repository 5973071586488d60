// swift-tools-version: 6.3
// Guests that prove what storage promises, on real Xen (Tests/EndToEnd/storage-lives.sh). They use Mirage as any other
// package would: the store's code is generated, and nothing in it knows of disks.
import PackageDescription

let package = Package(
    name: "StorageGuests",
    dependencies: [.package(name: "Mirage", path: "../..")],
    targets: [
        .executableTarget(
            name: "Load",
            dependencies: [
                .product(name: "GuestRuntime", package: "Mirage"),
                .product(name: "OrmRuntime", package: "Mirage"),
                .product(name: "BlkfrontVFS", package: "Mirage"),
            ],
            swiftSettings: [.strictMemorySafety(), .enableUpcomingFeature("ExistentialAny")],
            plugins: [.plugin(name: "OrmGen", package: "Mirage")]
        )
    ],
    swiftLanguageModes: [.v6]
)
