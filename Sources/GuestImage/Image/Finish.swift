// SPDX-License-Identifier: MIT
// Converts a linked program to its output files: the image, the image without symbols, the program
// for a debugger, and a report of sizes.

import Foundation

/// The files made from a linked program.
public struct FinishedImage: Sendable {
    /// The file that Xen boots: `NAME.elf`.
    public let image: URL
    /// The image's size in bytes.
    public let size: Int
    /// The size in bytes of the image without symbols, `NAME.bare.elf`.
    public let bareSize: Int
    /// The memory that it occupies before any allocation, in bytes.
    public let memorySize: UInt64

    /// Makes an image from a linked program. Writes `NAME.elf`, `NAME.bare.elf` and
    /// `NAME.debug.elf` to `folder`, and with a link map also `NAME.map` and `NAME.sizes.txt`.
    ///
    /// - Parameters:
    ///   - program: the linked program; its name is NAME.
    ///   - map: the linker's map of that program, if any.
    ///   - toolchain: the toolchain whose `swift-demangle` makes names readable.
    ///   - folder: the folder for the files.
    ///   - hasSymbols: whether the image has function names for backtraces.
    /// - Throws: ``GuestImageError`` if a file cannot be read or written, or the program cannot be
    ///   an image.
    public init(
        of program: URL, map: URL?, toolchain: Toolchain, folder: URL, hasSymbols: Bool = true
    ) throws(GuestImageError) {
        let name = program.lastPathComponent
        let data = try Files.read(program)
        let (file, image) = try Self.read(program, data)
        let map = try map.map { url throws(GuestImageError) in
            (text: try Files.read(url), parsed: try Self.readMap(url))
        }
        var names = Set(file.symbols.map(\.name))
        for piece in map?.parsed.pieces ?? [] { names.formUnion(piece.symbols.map(\.name)) }
        let readable = try Demangler(tool: toolchain.tool("swift-demangle")).readable(names)

        let bare = image.bytes(nil)
        let full = hasSymbols ? image.bytes(SymbolTable(of: file, readable: readable)) : bare
        self.image = folder.appendingPathComponent("\(name).elf")
        size = full.count
        bareSize = bare.count
        memorySize = image.memorySize
        try Files.write(Data(full), to: self.image)
        try Files.write(Data(bare), to: folder.appendingPathComponent("\(name).bare.elf"))
        try Files.write(data, to: folder.appendingPathComponent("\(name).debug.elf"))
        guard let map else { return }
        let heading = "\(name): \(bareSize) bytes, \(size) with symbols, \(memorySize) in memory"
        let report = SizeReport(map.parsed, readable: readable).text(heading: heading)
        try Files.write(map.text, to: folder.appendingPathComponent("\(name).map"))
        try Files.write(Data(report.utf8), to: folder.appendingPathComponent("\(name).sizes.txt"))
    }

    private static func read(_ program: URL, _ data: Data) throws(GuestImageError) -> (
        ELFFile, BootImage
    ) {
        let file: ELFFile
        do throws(ELFError) {
            file = try ELFFile([UInt8](data))
        } catch {
            throw GuestImageError("'\(program.path)' \(error)")
        }
        do throws(GuestImageError) {
            return (file, try BootImage(file))
        } catch {
            throw GuestImageError("'\(program.path)' is no image: \(error)")
        }
    }

    private static func readMap(_ url: URL) throws(GuestImageError) -> LinkMap {
        let text = String(decoding: try Files.read(url), as: UTF8.self)
        do throws(GuestImageError) {
            return try LinkMap(text)
        } catch {
            throw GuestImageError("'\(url.path)': \(error)")
        }
    }
}
