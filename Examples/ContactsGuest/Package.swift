// swift-tools-version: 6.3
// The contacts program as a guest: what it does is the package beside this one, unchanged.
//     swift package guest --product ContactsGuest
import PackageDescription

let package = Package(
    name: "ContactsGuest",
    dependencies: [
        .package(name: "Mirage", path: "../.."), .package(name: "Contacts", path: "../Contacts"),
    ],
    targets: [
        .executableTarget(
            name: "ContactsGuest",
            dependencies: [
                .product(name: "AddressBook", package: "Contacts"),
                .product(name: "GuestRuntime", package: "Mirage"),
            ],
            swiftSettings: [.strictMemorySafety(), .enableUpcomingFeature("ExistentialAny")]
        )
    ],
    swiftLanguageModes: [.v6]
)
