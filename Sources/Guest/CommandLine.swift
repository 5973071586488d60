// SPDX-License-Identifier: MIT
// The command line that the toolstack gives the guest (`extra=` in a domain's configuration). It stays where the toolstack
// put it, however long it is: its pages are kept from the heap.

internal import Unikernel

/// The guest's command line, as bytes of UTF-8.
enum CommandLine {
    // SAFETY: written at boot, before there is anything that could run beside it: one virtual CPU, no interrupts.
    private nonisolated(unsafe) static var bytes = MemoryRanges.Range(start: 0, end: 0)

    /// Takes the line's place in memory, which nobody writes to from here on.
    static func keep(_ line: MemoryRanges.Range) {
        unsafe bytes = line
    }

    static var text: String {
        let line = unsafe bytes
        // SAFETY: all of it was read at boot, and it is nobody's else.
        let text = unsafe UnsafeRawBufferPointer(
            start: UnsafeRawPointer(bitPattern: line.start), count: Int(line.end - line.start))
        return unsafe String(decoding: text, as: UTF8.self)
    }
}
