// SPDX-License-Identifier: MIT
// Where `print` and crash reports go: the console, once there is one, and the hypervisor's log until then.

/// The domain's text output.
enum Output {
    /// Writes to the console if there is one, else to the log.
    static func write(_ bytes: UnsafeBufferPointer<UInt8>) {
        unsafe EarlyOutput.write(bytes)
    }

    /// Writes to everything that can be reached: a crash report must not depend on what has crashed.
    static func writeUrgently(_ bytes: UnsafeBufferPointer<UInt8>) {
        unsafe EarlyOutput.write(bytes)
    }
}

@c func mirage_write(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    unsafe Output.write(UnsafeBufferPointer(start: bytes, count: count))
}
