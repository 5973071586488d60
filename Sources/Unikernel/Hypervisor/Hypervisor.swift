// SPDX-License-Identifier: MIT
// Typed hypercalls: Xen's structures in, typed answers or faults out. A value of this type is a machine seen
// through Xen's interface; the operations are in the files beside this one, by area.

/// Xen, as a domain sees it.
///
/// Operations check what the interface lets them check and pass the rest on: Xen's answer decides.
@safe package struct Hypervisor {
    let machine: any Machine

    package init(on machine: any Machine) {
        self.machine = machine
    }

    /// Makes a hypercall of the form (command, pointer to structure), in which Xen may write its answer.
    @inline(__always)
    func call<Argument>(_ call: Hypercall, _ command: Int32, _ argument: inout Argument) -> Int {
        // SAFETY: Xen uses the structure only during the call, through which the pointer is valid.
        unsafe withUnsafeMutablePointer(to: &argument) { pointer in
            machine.hypercall(call, UInt(command), UInt(bitPattern: pointer), 0, 0)
        }
    }

    /// The same where Xen has nothing to say but whether it worked.
    @inline(__always)
    func perform<Argument>(
        _ operation: HypervisorOperation, _ call: Hypercall, _ command: Int32,
        _ argument: inout Argument
    ) throws(HypervisorFault) {
        let answer = self.call(call, command, &argument)
        guard answer >= 0 else { throw HypervisorFault(operation, answer: answer) }
    }
}
