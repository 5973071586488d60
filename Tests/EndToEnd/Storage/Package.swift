// swift-tools-version: 6.3
// A guest that proves on real Xen what GuestRuntime promises; storage.sh builds and boots it. A package of its own,
// as any that uses Mirage.
import PackageDescription

let package = Package(
    name: "Storage",
    dependencies: [.package(name: "Mirage", path: "../../..")],
    targets: [
        .executableTarget(
            name: "StorageFact",
            dependencies: [.product(name: "GuestRuntime", package: "Mirage")],
            swiftSettings: [.strictMemorySafety(), .enableUpcomingFeature("ExistentialAny")],
            plugins: [.plugin(name: "OrmGen", package: "Mirage")]
        )
    ],
    swiftLanguageModes: [.v6]
)
