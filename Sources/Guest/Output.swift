// SPDX-License-Identifier: MIT
// The target of `print` and crash reports: the console once there is one, the hypervisor's log
// until then. The standard library prints byte by byte, and each write to a console is a hypercall.
// Output is therefore buffered until a line is full, the domain waits, or it ends.

internal import CBoot
internal import Unikernel

/// The domain's text output.
enum Output {
    private static let lineCapacity = 256

    private nonisolated(unsafe) static var console: Console?
    private nonisolated(unsafe) static var line = InlineArray<256, UInt8>(repeating: 0)
    private nonisolated(unsafe) static var lineCount = 0

    /// Switches to the domain's console, if it has one that works.
    static func attach(to domain: Domain) {
        let console = unsafe Console(earlyOutput: { unsafe EarlyOutput.write($0) })
        if console.attach(to: domain) { unsafe self.console = console }
    }

    /// The console; nil while text goes to the hypervisor's log.
    static var attached: Console? { unsafe console }

    /// Buffers a byte, and flushes the line when it is full.
    static func write(_ byte: UInt8) {
        unsafe line[lineCount] = byte
        unsafe lineCount += 1
        if unsafe byte == UInt8(ascii: "\n") || lineCount == lineCapacity { writeLine() }
    }

    /// Buffers bytes.
    @inline(never)
    static func write(_ bytes: UnsafeBufferPointer<UInt8>) {
        for index in bytes.indices { unsafe write(bytes[index]) }
    }

    /// Flushes the buffered part of the line.
    @inline(never)
    static func writeLine() {
        let count = unsafe lineCount
        guard count > 0 else { return }
        unsafe lineCount = 0
        // SAFETY: the bytes are read only during the call.
        unsafe withUnsafeBytes(of: &line) {
            unsafe writeNow(UnsafeRawBufferPointer(rebasing: $0.prefix(count)))
        }
    }

    /// Writes bytes unbuffered to the console, or to the hypervisor's log when no console works.
    @inline(never)
    static func writeNow(_ bytes: UnsafeRawBufferPointer) {
        if let console = unsafe console {
            unsafe console.write(bytes)
        } else {
            unsafe EarlyOutput.write(bytes)
        }
    }

    /// Flushes the line, and gives the console's reader a moment to read it.
    @inline(never)
    static func flush() {
        writeLine()
        guard let console = unsafe console else { return }
        let patience: UInt64 = 500_000_000
        _ = console.flush(until: Guest.loop.now.advanced(byNanoseconds: patience))
    }
}

@c(mirage_write) func writeText(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    // SAFETY: C code passes `count` bytes.
    unsafe Output.write(UnsafeBufferPointer(start: bytes, count: count))
}
