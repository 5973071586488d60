// SPDX-License-Identifier: MIT
// The Swift SDK (SE-0387) for guests: a folder of text files and links that tells SwiftPM how to
// build for the triple x86_64-xen-linux-gnu. The vendor `xen` keeps SwiftPM from mixing products
// for guests with those for the host. Links make the toolchain's embedded modules available under
// that triple. The same toolchain and headers give the same bytes, and unchanged files are not
// rewritten. The folder's name includes a digest of its contents. It is part of the flags, so a new
// name makes the compiler rebuild.

import Foundation

/// The SDK for one toolchain, before it is written.
public struct GuestSDK: Sendable {
    /// The triple of guests, which selects the SDK.
    public static let triple = "x86_64-xen-linux-gnu"
    /// The linker's map of the last program it linked, in the SDK's folder.
    static let mapName = "link.map"

    /// The SQLite library, in the SDK's folder `lib`; empty for programs that use none.
    static let sqliteName = "libsqlite3.a"

    private enum Content {
        case text(String)
        case link(String)
    }

    private static let bundlePrefix = "mirage-guest-"
    private static let bundleSuffix = ".artifactbundle"

    /// The files by path in the bundle. The bundle's own path is still a placeholder.
    private let contents: [String: Content]
    private static let placeholder = "/BUNDLE"

    /// Describes the SDK for a toolchain. ``write(to:sqlite:)`` writes it.
    ///
    /// - Parameters:
    ///   - toolchain: the Swift toolchain that it is for.
    ///   - xenHeaders: the folder named `xen` with Xen's public headers.
    ///   - sqliteHeader: the machine's SQLite header, which may be missing. The library for guests
    ///     has its version.
    /// - Throws: ``GuestImageError`` if `xen.h` is missing, or the toolchain's modules cannot be
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
        // Never read, but it makes another compiler in the same place another SDK.
        contents["toolchain.txt"] = .text(toolchain.version + "\n")
        contents["toolset.json"] = .text(Self.toolset(toolchain))
        contents["root/usr/include/xen"] = .link(xenHeaders)
        // Programs without a store do not need it.
        if FileManager.default.fileExists(atPath: sqliteHeader) {
            contents["root/usr/include/sqlite3.h"] = .link(sqliteHeader)
        }
        for (path, target) in try Self.modules(toolchain) { contents[path] = .link(target) }
        self.contents = contents
    }

    /// A digest of the SDK's contents.
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

    /// Writes the SDK to `folder`, the value for `--swift-sdks-path`, and removes any other SDK
    /// there.
    ///
    /// - Parameter sqlite: the library of SQLite to link with, if any.
    /// - Returns: the written bundle.
    /// - Throws: ``GuestImageError`` when a file cannot be written.
    public func write(to folder: URL, sqlite: String? = nil) throws(GuestImageError) -> URL {
        let name = Self.bundlePrefix + digest + Self.bundleSuffix
        let bundle = folder.appendingPathComponent(name, isDirectory: true)
        try Files.makeFolder(folder)
        // SwiftPM would not know which one to use.
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
            // Never written through a link to a shared file.
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
        // The compiler mistakes these for a C library's headers. A freestanding program needs only
        // the headers that the compiler provides.
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
        // Cannot fail for users: all values are strings, lists and objects, which JSON has.
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
