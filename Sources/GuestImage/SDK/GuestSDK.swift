// SPDX-License-Identifier: MIT
// The Swift SDK (SE-0387) for guests: a folder of text files and links that tells SwiftPM how to build for the triple
// x86_64-xen-linux-gnu. The vendor `xen` keeps SwiftPM from mixing products for guests with those for the host; the
// embedded modules of the toolchain are made known under that triple by links.
// The same toolchain and headers give the same bytes, and files that would not change are not written. The folder's
// name has a digest of its contents, because it is part of the flags: a compiler told a new name builds anew.

import Foundation

/// The SDK for one toolchain, before it is written.
public struct GuestSDK: Sendable {
    /// The triple of guests, by which the SDK is asked for.
    public static let triple = "x86_64-xen-linux-gnu"
    /// The linker's account of the last program it linked, in the SDK's folder.
    static let mapName = "link.map"

    /// The library of SQLite, in the folder `lib` of the SDK; empty for programs that use none.
    static let sqliteName = "libsqlite3.a"

    private enum Content {
        case text(String)
        case link(String)
    }

    private static let bundlePrefix = "mirage-guest-"
    private static let bundleSuffix = ".artifactbundle"

    /// By path in the bundle; the bundle's own path is still a placeholder.
    private let contents: [String: Content]
    private static let placeholder = "/BUNDLE"

    /// Describes the SDK for a toolchain. Nothing is written before ``write(to:sqlite:)``.
    ///
    /// - Parameters:
    ///   - toolchain: the Swift toolchain that it is for.
    ///   - xenHeaders: the folder named `xen` with Xen's public headers.
    ///   - sqliteHeader: the machine's header of SQLite, which may be missing; the library for
    ///     guests is of its version.
    /// - Throws: ``GuestImageError`` when there is no `xen.h`, or the toolchain's modules cannot be
    ///   listed.
    public init(
        _ toolchain: Toolchain, xenHeaders: String, sqliteHeader: String = "/usr/include/sqlite3.h"
    ) throws(GuestImageError) {
        guard FileManager.default.fileExists(atPath: xenHeaders + "/xen.h") else {
            throw GuestImageError(
                "there is no '\(xenHeaders)/xen.h'; install Xen's headers (Debian: libxen-dev; 'make setup' does)"
            )
        }
        var contents = Self.fixed
        // Not read by anyone; but another compiler in the same place is another SDK.
        contents["toolchain.txt"] = .text(toolchain.version + "\n")
        contents["toolset.json"] = .text(Self.toolset(toolchain))
        contents["root/usr/include/xen"] = .link(xenHeaders)
        // Programs without a store do without.
        if FileManager.default.fileExists(atPath: sqliteHeader) {
            contents["root/usr/include/sqlite3.h"] = .link(sqliteHeader)
        }
        for (path, target) in try Self.modules(toolchain) { contents[path] = .link(target) }
        self.contents = contents
    }

    /// A digest of all the SDK is made of.
    public var digest: String {
        var digest = Digest()
        for (path, content) in contents.sorted(by: { $0.key < $1.key }) {
            digest.add(path)
            switch content {
            case .text(let text): digest.add(text)
            case .link(let target): digest.add(target)
            }
        }
        return digest.hexadecimal
    }

    /// Writes the SDK into `folder`, which is what SwiftPM takes as `--swift-sdks-path`, in place of any other there.
    ///
    /// - Parameter sqlite: the library of SQLite to link with, if any.
    /// - Returns: the written bundle.
    /// - Throws: ``GuestImageError`` when a file cannot be written.
    public func write(to folder: URL, sqlite: String? = nil) throws(GuestImageError) -> URL {
        let name = Self.bundlePrefix + digest + Self.bundleSuffix
        let bundle = folder.appendingPathComponent(name, isDirectory: true)
        try Files.makeFolder(folder)
        // SwiftPM would not know which one is meant.
        for other in try Files.names(in: folder)
        where other.hasPrefix(Self.bundlePrefix) && other.hasSuffix(Self.bundleSuffix)
            && other != name
        {
            try Files.remove(folder.appendingPathComponent(other))
        }
        for (path, content) in contents.sorted(by: { $0.key < $1.key }) {
            let file = bundle.appendingPathComponent(path)
            switch content {
            case .text(let text):
                let text = text.replacingOccurrences(of: Self.placeholder, with: bundle.path)
                try Files.write(Data(text.utf8), to: file)
            case .link(let target): try Files.link(file, to: target)
            }
        }
        let library = bundle.appendingPathComponent("lib/\(Self.sqliteName)")
        if let sqlite {
            try Files.link(library, to: sqlite)
        } else {
            // Never through a link, to what others use.
            if Files.isLink(library) { try Files.remove(library) }
            try Files.write(Data("!<arch>\n".utf8), to: library)
        }
        return bundle
    }

    // MARK: Contents

    private static let fixed: [String: Content] = [
        "info.json": .text(
            """
            {
              "schemaVersion": "1.0",
              "artifacts": {
                "mirage-guest": { "type": "swiftSDK", "version": "1.0.0", "variants": [{ "path": "." }] }
              }
            }

            """),
        "swift-sdk.json": .text(
            """
            {
              "schemaVersion": "4.0",
              "targetTriples": {
                "\(triple)": { "sdkRootPath": "root", "toolsetPaths": ["toolset.json"] }
              }
            }

            """),
        "guest.ld": .text(LinkerScript.text),
        // The compiler takes these for a C library's and is content; a freestanding program needs no more of them
        // than what the compiler brings itself.
        "root/usr/include/inttypes.h": .text(""),
        "root/usr/include/stdint.h": .text(""),
        "root/usr/include/unistd.h": .text(""),
    ]

    private static func toolset(_ toolchain: Toolchain) -> String {
        let places = GuestFlag.Places(bundle: placeholder, archives: toolchain.archives.path)
        var toolset: [String: Any] = [
            "schemaVersion": "1.0",
            "rootPath": toolchain.tools.path,
        ]
        for flag in GuestFlag.all {
            let earlier = toolset[flag.tool.rawValue] as? [String: [String]] ?? [:]
            toolset[flag.tool.rawValue] = [
                "extraCLIOptions": earlier["extraCLIOptions", default: []] + flag.options(places)
            ]
        }
        // Not a failure that anyone but us can cause: strings, lists and objects are all JSON has.
        let data = try! JSONSerialization.data(
            withJSONObject: toolset,
            options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private static func modules(_ toolchain: Toolchain) throws(GuestImageError)
        -> [(path: String, target: String)]
    {
        var links: [(String, String)] = []
        for module in try Files.names(in: toolchain.modules) where module.hasSuffix(".swiftmodule")
        {
            for kind in ["swiftmodule", "swiftdoc"] {
                let target = toolchain.modules.appendingPathComponent(module)
                    .appendingPathComponent("\(Toolchain.libraryTriple).\(kind)").path
                guard FileManager.default.fileExists(atPath: target) else { continue }
                links.append(("overlay/\(module)/\(triple).\(kind)", target))
            }
        }
        return links
    }
}
