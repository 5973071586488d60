// SPDX-License-Identifier: MIT
// The command line that the toolstack gives the guest (`extra=` in a domain's configuration). It lies in memory that
// the heap will use, so it is copied before there is a heap.

internal import Unikernel

/// The guest's command line, as bytes of UTF-8.
enum CommandLine {
    // SAFETY: written at boot, before there is anything that could run beside it: one virtual CPU, no interrupts.
    private nonisolated(unsafe) static var bytes = InlineArray<1024, UInt8>(repeating: 0)
    private nonisolated(unsafe) static var count = 0

    static func keep(_ info: StartInfo) {
        info.forEachCommandLineByte { byte in
            guard unsafe count < bytes.count else { return }
            unsafe bytes[count] = byte
            unsafe count += 1
        }
    }

    static var text: String {
        var copy: [UInt8] = []
        for index in unsafe 0..<count { unsafe copy.append(bytes[index]) }
        return String(decoding: copy, as: UTF8.self)
    }
}
