// SPDX-License-Identifier: MIT
// Where `print` and crash reports go: the console, once there is one, and the hypervisor's log until then.

internal import CBoot
internal import Unikernel

/// The domain's text output.
enum Output {
    private nonisolated(unsafe) static var console: Console?

    /// Goes over to the domain's console, where it has one that works.
    static func attach(to domain: Domain) {
        let console = unsafe Console(earlyOutput: { unsafe EarlyOutput.write($0) })
        if console.attach(to: domain) { unsafe self.console = console }
    }

    /// The console, if text goes there.
    static var attached: Console? { unsafe console }

    /// Writes to the console if there is one, else to the log.
    static func write(_ bytes: UnsafeRawBufferPointer) {
        if let console = unsafe console {
            unsafe console.write(bytes)
        } else {
            unsafe EarlyOutput.write(bytes)
        }
    }

    /// Writes to everything that can be reached: a crash report must not depend on what has crashed.
    static func writeUrgently(_ bytes: UnsafeRawBufferPointer) {
        unsafe EarlyOutput.write(bytes)
        if let console = unsafe console, console.isAttached { unsafe console.write(bytes) }
    }

    /// Gives whoever reads the console a moment to read the last lines.
    static func flush() {
        guard let console = unsafe console else { return }
        let patience: UInt64 = 500_000_000
        _ = console.flush(until: Guest.loop.now.advanced(byNanoseconds: patience))
    }
}

@c func mirage_write(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    unsafe Output.write(UnsafeRawBufferPointer(start: bytes, count: count))
}
