// swift-tools-version: 6.3
// Guests that prove what storage promises, on real Xen, for Tests/LabTests: StorageFact for the folder Storage, Load for Load
// and Faults, Speedtest for Load. They use Mirage as any other package would: the store's code is generated.
import PackageDescription

/// SQLite's speedtest1 is not here: Tools/sqlite unpacks it from Debian's source package when it builds SQLite for a guest.
let testsOfSQLite = Context.packageDirectory + "/../../.build/sqlite/debian/source/test"

let settings: [SwiftSetting] = [.strictMemorySafety(), .enableUpcomingFeature("ExistentialAny")]

/// A guest with a store.
func guest(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .executableTarget(
        name: name,
        dependencies: [.product(name: "GuestRuntime", package: "Mirage")] + dependencies,
        swiftSettings: settings,
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
        .target(
            name: "CSpeedtest",
            cSettings: [.headerSearchPath("library"), .unsafeFlags(["-I", testsOfSQLite])]),
        .executableTarget(
            name: "Speedtest",
            dependencies: ["CSpeedtest", .product(name: "GuestRuntime", package: "Mirage")],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
