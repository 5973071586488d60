// SPDX-License-Identifier: MIT
// The command line that the toolstack passes to the guest (`extra=` in a domain's configuration).
// It stays where the toolstack put it, whatever its length; its pages are kept out of the heap.

internal import Unikernel

/// The guest's command line, as bytes of UTF-8.
enum CommandLine {
    // SAFETY: written at boot, before anything can run concurrently: one virtual CPU, no
    // interrupts.
    private nonisolated(unsafe) static var bytes = MemoryRanges.Range(start: 0, end: 0)

    /// Records the line's location; nothing writes there from here on.
    static func keep(_ line: MemoryRanges.Range) {
        unsafe bytes = line
    }

    static var text: String {
        let line = unsafe bytes
        // SAFETY: all of it was read at boot, and nothing else uses the memory.
        let text = unsafe UnsafeRawBufferPointer(
            start: UnsafeRawPointer(bitPattern: line.start), count: Int(line.end - line.start))
        return unsafe String(decoding: text, as: UTF8.self)
    }
}
