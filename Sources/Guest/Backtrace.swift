// SPDX-License-Identifier: MIT
// Backtraces by the chain of frame pointers, which all code of a guest keeps. Each frame pointer is
// validated, because the memory that holds the chain may be corrupt.

internal import CBoot

/// The calls on a stack.
enum Backtrace {
    /// The most calls that are printed.
    private static let depthLimit = 32

    /// The bit that Swift sets in the frame pointer saved by an async function (LLVM, "Swift async
    /// extended frames").
    private static let asyncMark: UInt64 = 1 << 60

    /// Writes the location of `instruction`, if there is one, and the calls found from
    /// `framePointer` on.
    static func write(instruction: UInt64, framePointer: UInt64) {
        if instruction != 0 { writePlace(instruction) }
        var frame = framePointer & ~asyncMark
        for _ in 0..<depthLimit {
            guard frame % 8 == 0, AddressSpace.isReadable(UInt(frame), byteCount: 16) else {
                return
            }
            // SAFETY: both words are mapped.
            let next = unsafe UnsafePointer<UInt64>(bitPattern: UInt(frame))![0] & ~asyncMark
            let caller = unsafe UnsafePointer<UInt64>(bitPattern: UInt(frame))![1]
            guard caller >= UInt64(mirage_image_start()), caller < UInt64(mirage_text_end()) else {
                return
            }
            writePlace(caller - 1)
            guard next > frame else { return }
            frame = next
        }
    }

    private static func writePlace(_ address: UInt64) {
        Report.write("  at ")
        Report.writeHexadecimal(address)
        unsafe SymbolTable.forName(of: address) { name, offset in
            Report.write(" ")
            unsafe Report.write(name)
            Report.write(" + ")
            Report.writeDecimal(offset)
        }
        Report.endLine()
    }
}
