// SPDX-License-Identifier: MIT
// Typed hypercalls: they take Xen's structures and return typed results or throw faults. The
// operations are in this folder's other files, by area.

/// Xen's interface to a domain.
///
/// Operations check what the interface allows to check and leave the rest to Xen.
@safe package struct Hypervisor {
    let machine: any XenMachine

    package init(on machine: any XenMachine) {
        self.machine = machine
    }

    /// Makes a hypercall of the form (command, pointer to structure); Xen may write its answer into
    /// the structure.
    @inline(__always)
    func call<Argument>(_ call: Hypercall, _ command: Int32, _ argument: inout Argument) -> Int {
        // SAFETY: Xen uses the structure only during the call, and the pointer is valid throughout.
        unsafe withUnsafeMutablePointer(to: &argument) { pointer in
            machine.hypercall(call, UInt(command), UInt(bitPattern: pointer), 0, 0)
        }
    }

    /// Makes such a hypercall whose result is only success or failure.
    @inline(__always)
    func perform<Argument>(
        _ operation: HypervisorOperation, _ call: Hypercall, _ command: Int32,
        _ argument: inout Argument
    ) throws(HypervisorFault) {
        let answer = self.call(call, command, &argument)
        guard answer >= 0 else { throw HypervisorFault(operation, answer: answer) }
    }
}
