// SPDX-License-Identifier: MIT
// Builds an image from a package's product: writes the SDK, runs SwiftPM with it and finishes the
// linked program. SwiftPM's output is passed through as it arrives. The linked file is removed
// first: SwiftPM does not track the link map, so relinking keeps it in step with the product.

import Foundation

/// A package and how to build guests from it.
public struct GuestBuild: Sendable {
    /// The folder with Package.swift.
    public var package: URL
    /// SwiftPM's build folder, `.build` by default.
    public var scratch: URL
    /// Set if a `swift package` that waits for this build holds SwiftPM's lock of the folder.
    public var ignoresLock: Bool
    /// Passed on to `swift build`.
    public var extraArguments: [String]
    /// The SQLite to link with; nil for programs that use none.
    public var sqlite: SQLiteLibrary?

    /// SwiftPM's message, without a line break, if told to ignore the lock that our caller holds.
    private static let lockNotice = (start: "Another instance of SwiftPM", end: "has been passed")

    private let toolchain: Toolchain
    private let sdk: GuestSDK

    /// Describes a build of the package in a folder. ``image(of:folder:hasSymbols:)`` runs it.
    ///
    /// - Parameters:
    ///   - package: the folder with Package.swift.
    ///   - scratch: SwiftPM's build folder; nil for `.build` in the package.
    ///   - toolchain: the Swift toolchain to build with.
    ///   - sdk: the SDK for guests, made for that toolchain.
    ///   - ignoresLock: whether a `swift package` that waits for this build holds SwiftPM's lock of
    ///     the folder.
    ///   - sqlite: the SQLite to link with; nil for programs that use none.
    ///   - extraArguments: arguments to pass to `swift build`.
    public init(
        package: URL, scratch: URL? = nil, toolchain: Toolchain, sdk: GuestSDK,
        ignoresLock: Bool = false, sqlite: SQLiteLibrary? = nil,
        extraArguments: [String] = []
    ) {
        self.package = package
        self.scratch = scratch ?? package.appendingPathComponent(".build", isDirectory: true)
        self.toolchain = toolchain
        self.sdk = sdk
        self.ignoresLock = ignoresLock
        self.sqlite = sqlite
        self.extraArguments = extraArguments
    }

    /// The default folder for images.
    public var guests: URL { scratch.appendingPathComponent("guests", isDirectory: true) }

    /// Builds a product and writes its image. SwiftPM's output is passed through as it arrives.
    ///
    ///     let build = GuestBuild(package: package, toolchain: toolchain, sdk: sdk)
    ///     let image = try build.image(of: "ContactsGuest")
    ///     print(image.image.path, image.size)
    ///
    /// - Parameters:
    ///   - product: the name of an executable product.
    ///   - folder: the folder for the image's files; nil for a folder with the product's name in
    ///     ``guests``.
    ///   - hasSymbols: whether the image has function names for backtraces.
    /// - Throws: ``GuestImageError`` with a message for people: for an invalid name, a failed build
    ///   (with notes on undefined symbols), or a program that cannot be an image.
    public func image(
        of product: String, folder: URL? = nil, hasSymbols: Bool = true
    ) throws(GuestImageError) -> FinishedImage {
        // The name becomes part of the names of files that are removed and written.
        guard !product.isEmpty, product != ".", product != "..", !product.contains("/") else {
            throw GuestImageError("'\(product)' is not the name of a product")
        }
        let program = scratch.appendingPathComponent("\(GuestSDK.triple)/debug/\(product)")
        // What a program asks for of SQLite is known when it is linked. Mostly it is what the last
        // build asked for; else the program is linked once more.
        var uses = sqlite?.uses(ofProgramAt: program) ?? []
        var map: URL
        while true {
            map = try link(product, program, uses)
            let found = sqlite?.uses(ofProgramAt: program) ?? []
            if found == uses { break }
            uses = found
        }
        return try FinishedImage(
            of: program, map: map, toolchain: toolchain,
            folder: folder ?? guests.appendingPathComponent(product, isDirectory: true),
            hasSymbols: hasSymbols)
    }

    /// Builds and links a product with an SQLite that has the parts that it `uses`.
    ///
    /// - Returns: the linker's map.
    private func link(
        _ product: String, _ program: URL, _ uses: [String]
    ) throws(GuestImageError) -> URL {
        let sdks = guests.appendingPathComponent("sdk", isDirectory: true)
        let library = try sqlite?.archive(toolchain, uses: uses)
        let bundle = try sdk.write(to: sdks, sqlite: library)
        let map = bundle.appendingPathComponent(GuestSDK.mapName)
        try Files.remove(program)
        try Files.remove(map)
        let (status, printed) = try Command(
            toolchain.tool("swift"),
            ["build", "--package-path", package.path, "--scratch-path", scratch.path]
                + (ignoresLock ? ["--ignore-lock"] : [])
                // SwiftPM keeps one plan for all triples and SDKs, and would reuse the last
                // build's.
                + ["--disable-build-manifest-caching", "--swift-sdks-path", sdks.path]
                // Editors index builds of their own; it takes a fifth of the time.
                + ["--disable-index-store"]
                + ["--swift-sdk", GuestSDK.triple, "--product", product] + extraArguments
        ).passingOn(except: ignoresLock ? Self.lockNotice : nil)
        guard status == 0 else {
            let notes = LinkFailure.explanation(printed).map { "\n" + $0 }.joined()
            throw GuestImageError("'\(product)' could not be built for guests\(notes)")
        }
        guard FileManager.default.fileExists(atPath: program.path) else {
            throw GuestImageError(
                "'\(product)' is no executable product: swift build made no '\(program.path)'")
        }
        return map
    }
}
