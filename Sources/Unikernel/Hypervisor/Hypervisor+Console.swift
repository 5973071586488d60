// SPDX-License-Identifier: MIT
// Xen's own console (xen.h, `HYPERVISOR_console_io`): it reaches the host's serial line without any set-up,
// but Xen takes it only from the control domain, or from any domain in a debug build.

internal import CXen

extension Hypervisor {
    /// Writes bytes to Xen's console; a line of an ordinary domain shows when it is complete.
    package func writeConsole(_ text: UnsafeRawBufferPointer) throws(HypervisorFault) {
        // SAFETY: Xen reads the bytes during the call, through which the buffer is valid.
        let answer = machine.hypercall(
            .consoleIO, UInt(CONSOLEIO_write), UInt(text.count),
            UInt(bitPattern: text.baseAddress), 0)
        guard answer >= 0 else { throw HypervisorFault(.writeConsole, answer: answer) }
    }
}
