// swift-tools-version: 6.3
// SQLite's speedtest1 as a guest, for Tests/EndToEnd/speedtest.sh. Its source is not here: Tools/sqlite has unpacked it from
// Debian's source package when a guest with SQLite was built.
import PackageDescription

let sources = Context.packageDirectory + "/../../.build/sqlite/debian/source/test"

let package = Package(
    name: "SpeedtestGuest",
    dependencies: [.package(name: "Mirage", path: "../..")],
    targets: [
        .target(
            name: "CSpeedtest",
            cSettings: [.headerSearchPath("library"), .unsafeFlags(["-I", sources])]),
        .executableTarget(
            name: "Speedtest",
            dependencies: ["CSpeedtest", .product(name: "GuestRuntime", package: "Mirage")],
            swiftSettings: [.strictMemorySafety(), .enableUpcomingFeature("ExistentialAny")]),
    ],
    swiftLanguageModes: [.v6]
)
