// swift-tools-version: 6.3
// The contacts program: a package of its own that uses Mirage as any other package would.
import PackageDescription

let package = Package(
    name: "Contacts",
    dependencies: [
        .package(name: "Mirage", path: "../.."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    ],
    targets: [
        .executableTarget(
            name: "Contacts",
            dependencies: [
                .product(name: "OrmRuntime", package: "Mirage"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: [.strictMemorySafety()],
            plugins: [.plugin(name: "OrmGen", package: "Mirage")]
        )
    ],
    swiftLanguageModes: [.v6]
)
