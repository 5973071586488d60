// SPDX-License-Identifier: MIT
// Xen's own console (xen.h, `HYPERVISOR_console_io`). It reaches the host's serial line without any
// set-up, but Xen accepts it only from the control domain, or from any domain in a debug build.

internal import CXen

extension Hypervisor {
    /// Writes bytes to Xen's console; an ordinary domain's text shows when its line is complete.
    package func writeConsole(_ text: UnsafeRawBufferPointer) throws(HypervisorFault) {
        // SAFETY: Xen reads the bytes only during the call, and the buffer is valid throughout.
        let answer = machine.hypercall(
            .consoleIO, UInt(CONSOLEIO_write), UInt(text.count),
            UInt(bitPattern: text.baseAddress), 0)
        guard answer >= 0 else { throw HypervisorFault(.writeConsole, answer: answer) }
    }
}
