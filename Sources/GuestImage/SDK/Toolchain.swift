// SPDX-License-Identifier: MIT
// The Swift toolchain for guests: finds it, queries its compiler and checks for what guests need
// beyond host programs. Missing parts are reported before the build, with what to do, because the
// compiler's own error ("could not find module 'Swift'") does not help.

import Foundation

/// A toolchain that can build guests.
public struct Toolchain: Sendable {
    /// The folder of its tools, `usr/bin`.
    public let tools: URL
    /// Its libraries, `usr/lib/swift`.
    public let libraries: URL
    /// The compiler's version line, such as `Swift version 6.3.1 (…)`.
    public let version: String

    /// The triple of the embedded libraries for guests: the only one for x86-64 with a concurrency
    /// library.
    static let libraryTriple = "x86_64-unknown-linux-gnu"
    /// The oldest release that can compile the guest's code.
    static let oldestVersion = (6, 3)

    /// The embedded modules, as folders `NAME.swiftmodule`.
    public var modules: URL { libraries.appendingPathComponent("embedded", isDirectory: true) }
    /// The folder of the embedded libraries for linking.
    public var archives: URL {
        modules.appendingPathComponent(Self.libraryTriple, isDirectory: true)
    }

    /// Returns the path of one of its tools.
    public func tool(_ name: String) -> String { tools.appendingPathComponent(name).path }

    /// Finds and checks the toolchain at `folder` (which is `usr/bin` or contains it), or the one
    /// on the PATH.
    ///
    /// - Throws: `GuestImageError` naming what is missing.
    public init(at folder: String?) throws(GuestImageError) {
        let compiler = try Self.compiler(at: folder)
        let answer = try Command(compiler, ["-print-target-info"]).output()
        guard let info = try? JSONDecoder().decode(TargetInfo.self, from: Data(answer.utf8)) else {
            throw GuestImageError(
                "'\(compiler) -print-target-info' gave no answer that makes sense")
        }
        version = info.compilerVersion
        libraries =
            URL(
                fileURLWithPath: info.paths.runtimeResourcePath, isDirectory: true
            ).standardizedFileURL
        tools = libraries.deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("bin", isDirectory: true)
        try check()
    }

    private struct TargetInfo: Decodable {
        struct Paths: Decodable { let runtimeResourcePath: String }
        let compilerVersion: String
        let paths: Paths
    }

    private static func compiler(at folder: String?) throws(GuestImageError) -> String {
        guard let folder else {
            guard let found = Command.find("swiftc") else {
                throw GuestImageError(
                    "there is no 'swiftc' on the PATH; install Swift from swift.org")
            }
            return found
        }
        for place in ["swiftc", "bin/swiftc", "usr/bin/swiftc"] {
            let path = URL(fileURLWithPath: folder).appendingPathComponent(place).path
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        throw GuestImageError(
            "there is no Swift toolchain in '\(folder)': it has no usr/bin/swiftc")
    }

    private func check() throws(GuestImageError) {
        guard let number = Self.number(of: version), number >= Self.oldestVersion else {
            let oldest = "\(Self.oldestVersion.0).\(Self.oldestVersion.1)"
            throw GuestImageError("guests need Swift \(oldest) or later, and this is \(version)")
        }
        let triple = Self.libraryTriple
        let needed = [
            (modules, "Swift.swiftmodule/\(triple).swiftmodule", "the embedded standard library"),
            (modules, "_Concurrency.swiftmodule/\(triple).swiftmodule", "embedded concurrency"),
            (archives, "libswift_Concurrency.a", "embedded concurrency"),
            (archives, "libswiftUnicodeDataTables.a", "the tables for comparing strings"),
            (tools, "ld.lld", "the linker"),
            (tools, "swift-demangle", "the tool that makes names readable"),
        ]
        for (folder, name, purpose) in needed {
            let path = folder.appendingPathComponent(name).path
            guard FileManager.default.fileExists(atPath: path) else {
                throw GuestImageError(
                    "the toolchain lacks '\(path)', \(purpose) for \(triple);"
                        + " use a toolchain of swift.org for Linux on x86-64")
            }
        }
    }

    /// Returns `(6, 3)` for `Swift version 6.3.1 (swift-6.3.1-RELEASE)`.
    static func number(of version: String) -> (Int, Int)? {
        guard let start = version.range(of: "Swift version ")?.upperBound else { return nil }
        let numbers = version[start...].prefix { $0.isNumber || $0 == "." }.split(separator: ".")
        guard numbers.count >= 2, let major = Int(numbers[0]), let minor = Int(numbers[1]) else {
            return nil
        }
        return (major, minor)
    }
}
