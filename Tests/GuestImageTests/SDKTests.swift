// Goal: the SDK is the same for the same toolchain, another for another, and what a machine lacks is said. Method:
// a toolchain that is only a folder with the files looked for, one of them missing at a time.
import Foundation
import TestSupport
import Testing

@testable import GuestImage

/// A folder that looks like a toolchain, and like Xen's headers.
private final class FakeMachine {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("sdk-\(UUID())")
    static let triple = "x86_64-unknown-linux-gnu"
    static let files = [
        "usr/lib/swift/embedded/Swift.swiftmodule/\(triple).swiftmodule",
        "usr/lib/swift/embedded/Swift.swiftmodule/\(triple).swiftdoc",
        "usr/lib/swift/embedded/_Concurrency.swiftmodule/\(triple).swiftmodule",
        "usr/lib/swift/embedded/\(triple)/libswift_Concurrency.a",
        "usr/lib/swift/embedded/\(triple)/libswiftUnicodeDataTables.a",
        "usr/bin/ld.lld", "usr/bin/swift-demangle", "xen/xen.h",
    ]

    init(version: String = "6.3.1", without missing: String? = nil) throws {
        for file in Self.files where file != missing { try Files.write(Data(), to: path(file)) }
        try Files.write(Data(version.utf8), to: path("usr/bin/version"))
        try Checkout.link(program: "swiftc", at: path("usr/bin/swiftc"))
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func path(_ name: String) -> URL { root.appendingPathComponent(name) }

    func sdk(xenHeaders: String = "xen") throws -> GuestSDK {
        try GuestSDK(
            Toolchain(at: root.path), xenHeaders: path(xenHeaders).path,
            sqliteHeader: path("sqlite3.h").path)
    }

    /// The files of a folder with their contents or targets, and their times.
    func listing(_ folder: URL) throws -> [String: String] {
        var listing: [String: String] = [:]
        for case let name as String in FileManager.default.enumerator(atPath: folder.path)! {
            let file = folder.appendingPathComponent(name).path
            let attributes = try FileManager.default.attributesOfItem(atPath: file)
            guard attributes[.type] as? FileAttributeType != .typeDirectory else { continue }
            let link = try? FileManager.default.destinationOfSymbolicLink(atPath: file)
            let time = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            listing[name] = "\(time) " + (try link ?? String(contentsOfFile: file, encoding: .utf8))
        }
        return listing
    }
}

@Test func anUnchangedSDKIsLeftAlone() throws {
    let machine = try FakeMachine()
    let folder = machine.path("sdks")
    let first = try machine.sdk().write(to: folder)
    let before = try machine.listing(folder)
    #expect(try machine.sdk().write(to: folder) == first)
    #expect(try machine.listing(folder) == before)
    #expect(before.count == 13)
}

@Test func theLibraryOfSQLiteIsALinkAndNeverWrittenThrough() throws {
    let machine = try FakeMachine()
    let archive = machine.path("libsqlite3.a")
    try Files.write(Data("archive".utf8), to: archive)
    let folder = machine.path("sdks")
    let bundle = try machine.sdk().write(to: folder, sqlite: archive.path)
    let library = bundle.appendingPathComponent("lib/libsqlite3.a")
    #expect(try Files.read(library) == Data("archive".utf8))
    #expect(try machine.sdk().write(to: folder) == bundle)
    #expect(try Files.read(library) == Data("!<arch>\n".utf8))
    #expect(try Files.read(archive) == Data("archive".utf8))
}

@Test func anotherSDKHasAnotherNameAndReplacesIt() throws {
    let machine = try FakeMachine()
    let folder = machine.path("sdks")
    let first = try machine.sdk().write(to: folder)
    try Files.write(Data(), to: machine.path("other/xen.h"))
    let second = try machine.sdk(xenHeaders: "other").write(to: folder)
    #expect(first != second)
    #expect(try Files.names(in: folder) == [second.lastPathComponent])
}

@Test func whatWasSpoiledIsMended() throws {
    let machine = try FakeMachine()
    let bundle = try machine.sdk().write(to: machine.path("sdks"))
    let script = bundle.appendingPathComponent("guest.ld")
    try Data("x".utf8).write(to: script)
    _ = try machine.sdk().write(to: machine.path("sdks"))
    #expect(try String(contentsOf: script, encoding: .utf8) == LinkerScript.text)
}

@Test func flagsNameThePlacesOfThisMachine() throws {
    let machine = try FakeMachine()
    let bundle = try machine.sdk().write(to: machine.path("sdks"))
    let toolset = try String(
        contentsOf: bundle.appendingPathComponent("toolset.json"), encoding: .utf8)
    #expect(toolset.contains("\"\(bundle.path)/guest.ld\""))
    #expect(
        toolset.contains("\"-L\(machine.root.path)/usr/lib/swift/embedded/\(FakeMachine.triple)\""))
    #expect(!toolset.contains("BUNDLE") && !toolset.contains("ARCHIVES"))
}

@Test(arguments: FakeMachine.files.filter { !$0.hasSuffix(".swiftdoc") })
func whatAMachineLacksIsNamed(file: String) throws {
    let machine = try FakeMachine(without: file)
    do throws(GuestImageError) {
        let toolchain = try Toolchain(at: machine.root.path)
        _ = try GuestSDK(toolchain, xenHeaders: machine.path("xen").path)
        Issue.record("\(file) was not missed")
    } catch {
        #expect(error.description.contains(machine.path(file).path))
        #expect(error.description.contains(file == "xen/xen.h" ? "libxen-dev" : "swift.org"))
    }
}

@Test func anOldCompilerIsRefused() throws {
    let machine = try FakeMachine(version: "6.2.4")
    do throws(GuestImageError) {
        _ = try Toolchain(at: machine.root.path)
        Issue.record("accepted")
    } catch {
        #expect(error.description.contains("6.3 or later"))
    }
}

@Test func aFolderWithoutACompilerIsNoToolchain() {
    #expect(
        throws: GuestImageError(
            "there is no Swift toolchain in '/nowhere': it has no usr/bin/swiftc")
    ) {
        try Toolchain(at: "/nowhere")
    }
}
