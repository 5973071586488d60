// SPDX-License-Identifier: MIT
// From a package's product to an image: write the SDK, let SwiftPM build the product with it, finish what it linked.
// SwiftPM's output is passed on as it comes. The linked file is removed first, so that the link map, which SwiftPM
// knows nothing of, is always that of this product.

import Foundation

/// A package, and how to build guests of it.
public struct GuestBuild: Sendable {
    /// The folder with Package.swift.
    public var package: URL
    /// SwiftPM's folder for what it builds, `.build` by default.
    public var scratch: URL
    /// Set when a `swift package` that waits for this one holds SwiftPM's lock of the folder.
    public var ignoresLock: Bool
    /// Passed on to `swift build`.
    public var extraArguments: [String]
    /// The SQLite that programs are linked with; nil for programs that use none.
    public var sqlite: SQLiteLibrary?

    /// What SwiftPM says, without an end of line, when told to ignore the lock that our caller holds.
    private static let lockNotice = (start: "Another instance of SwiftPM", end: "has been passed")

    private let toolchain: Toolchain
    private let sdk: GuestSDK

    /// Describes how to build the package in a folder. Nothing is built before
    /// ``image(of:folder:hasSymbols:)``.
    ///
    /// - Parameters:
    ///   - package: the folder with Package.swift.
    ///   - scratch: SwiftPM's folder for what it builds; nil for `.build` in the package.
    ///   - toolchain: the Swift toolchain to build with.
    ///   - sdk: the SDK for guests, made for that toolchain.
    ///   - ignoresLock: whether a `swift package` that waits for this one holds SwiftPM's lock of
    ///     the folder.
    ///   - sqlite: the SQLite that programs are linked with; nil for programs that use none.
    ///   - extraArguments: what to pass on to `swift build`.
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

    /// Where images go when nothing else is said.
    public var guests: URL { scratch.appendingPathComponent("guests", isDirectory: true) }

    /// Builds a product and writes its image. What SwiftPM prints is passed on as it comes.
    ///
    ///     let build = GuestBuild(package: package, toolchain: toolchain, sdk: sdk)
    ///     let image = try build.image(of: "ContactsGuest")
    ///     print(image.image.path, image.size)
    ///
    /// - Parameters:
    ///   - product: the name of an executable product.
    ///   - folder: where the files of the image go; nil for a folder of the product's name in
    ///     ``guests``.
    ///   - hasSymbols: whether the image has the names of its functions, for backtraces.
    /// - Throws: ``GuestImageError`` with the text for people: for a name that is none, a build
    ///   that failed, with notes on what the linker missed, or a program that is no image.
    public func image(
        of product: String, folder: URL? = nil, hasSymbols: Bool = true
    ) throws(GuestImageError) -> FinishedImage {
        // The name becomes that of files that are removed and written.
        guard !product.isEmpty, product != ".", product != "..", !product.contains("/") else {
            throw GuestImageError("'\(product)' is not the name of a product")
        }
        let sdks = guests.appendingPathComponent("sdk", isDirectory: true)
        let bundle = try sdk.write(to: sdks, sqlite: try sqlite?.archive(toolchain))
        let map = bundle.appendingPathComponent(GuestSDK.mapName)
        let program = scratch.appendingPathComponent("\(GuestSDK.triple)/debug/\(product)")
        try Files.remove(program)
        try Files.remove(map)
        let (status, printed) = try Command(
            toolchain.tool("swift"),
            ["build", "--package-path", package.path, "--scratch-path", scratch.path]
                + (ignoresLock ? ["--ignore-lock"] : [])
                // SwiftPM keeps one plan for all triples and SDKs, and would take that of the last build.
                + ["--disable-build-manifest-caching", "--swift-sdks-path", sdks.path]
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
        return try FinishedImage(
            of: program, map: map, toolchain: toolchain,
            folder: folder ?? guests.appendingPathComponent(product, isDirectory: true),
            hasSymbols: hasSymbols)
    }
}
