// swift-tools-version: 6.3
// The contacts program: a package of its own that uses Mirage as any other package would. What it does is in
// AddressBook, once; Contacts runs it on Linux, the package ContactsGuest on Xen.
import PackageDescription

let settings: [SwiftSetting] = [.strictMemorySafety(), .enableUpcomingFeature("ExistentialAny")]

let package = Package(
    name: "Contacts",
    products: [.library(name: "AddressBook", targets: ["AddressBook"])],
    dependencies: [
        .package(name: "Mirage", path: "../.."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    ],
    targets: [
        .target(
            name: "AddressBook",
            dependencies: [.product(name: "OrmRuntime", package: "Mirage")],
            swiftSettings: settings,
            plugins: [.plugin(name: "OrmGen", package: "Mirage")]
        ),
        .executableTarget(
            name: "Contacts",
            dependencies: [
                "AddressBook",
                .product(name: "OrmRuntime", package: "Mirage"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
