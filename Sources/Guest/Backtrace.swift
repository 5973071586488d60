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

    /// Writes the location of a fault's instruction and the calls around it.
    static func write(instruction: UInt64, stackPointer: UInt64, framePointer: UInt64) {
        if writePlace(instruction) {
            // Code that the linker takes out of functions has no frame. It neither calls nor moves
            // the stack pointer, which therefore points to where in a function it returns.
            // SAFETY: the call of that code has written the word.
            let caller = unsafe UnsafePointer<UInt64>(bitPattern: UInt(stackPointer))
            writePlace(unsafe caller.unsafelyUnwrapped.pointee &- 1)
        }
        write(framePointer: framePointer)
    }

    /// Writes the calls found from `framePointer` on.
    static func write(framePointer: UInt64) {
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

    /// Returns whether the place is in code that the linker took out of functions.
    @discardableResult
    private static func writePlace(_ address: UInt64) -> Bool {
        var isOutlined = false
        Report.write("  at ")
        Report.writeHexadecimal(address)
        unsafe SymbolTable.forName(of: address) { name, offset in
            // The image tool's name for it (GuestImage/Image/SymbolTable.swift).
            isOutlined = unsafe name.first == UInt8(ascii: "<")
            Report.write(" ")
            unsafe Report.write(name)
            Report.write(" + ")
            Report.writeDecimal(offset)
        }
        Report.endLine()
        return isOutlined
    }
}
