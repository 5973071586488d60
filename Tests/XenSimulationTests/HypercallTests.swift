// SPDX-License-Identifier: MIT
// The model of Xen says no where Xen does, with Xen's numbers. Method: a table of wrong arguments in the real
// structures, by area.

import CXen
import Testing
import Unikernel
import XenSimulation

private func call<Argument>(
    _ machine: SimulatedMachine, _ call: Hypercall, _ command: Int32, _ argument: Argument
) -> Int {
    var argument = argument
    return unsafe withUnsafeMutablePointer(to: &argument) {
        machine.hypercall(call, UInt(command), UInt(bitPattern: $0), 1, 0)
    }
}

private func withDomains(_ body: (SimulatedDomain, SimulatedDomain) throws -> Void) throws {
    try Simulation.check(seed: 1, accepting: { _ in true }) { simulation in
        try body(try simulation.start(), try simulation.start())
    }
}

private let (EPERM, ESRCH, EFAULT, EEXIST, EINVAL, ENOSYS) = (-1, -3, -14, -17, -22, -38)
private let me = DomainID.current.rawValue

@Test func wrongEventOperationsAreRefused() throws {
    try withDomains { domain, other in
        let machine = domain.machine
        let table: [(Int, Int)] = [
            (
                call(
                    machine, .eventChannelOperation, EVTCHNOP_alloc_unbound,
                    evtchn_alloc_unbound(dom: 99, remote_dom: 0, port: 0)), ESRCH
            ),
            (
                call(
                    machine, .eventChannelOperation, EVTCHNOP_alloc_unbound,
                    evtchn_alloc_unbound(dom: other.id.rawValue, remote_dom: 0, port: 0)), EPERM
            ),
            (
                call(
                    machine, .eventChannelOperation, EVTCHNOP_bind_interdomain,
                    evtchn_bind_interdomain(remote_dom: 99, remote_port: 1, local_port: 0)), ESRCH
            ),
            // The other domain's first port waits for the control domain, not for this one.
            (
                call(
                    machine, .eventChannelOperation, EVTCHNOP_bind_interdomain,
                    evtchn_bind_interdomain(
                        remote_dom: other.id.rawValue, remote_port: 1, local_port: 0)), EINVAL
            ),
            (call(machine, .eventChannelOperation, EVTCHNOP_close, evtchn_close(port: 0)), EINVAL),
            (call(machine, .eventChannelOperation, EVTCHNOP_close, evtchn_close(port: 9)), EINVAL),
            (
                call(machine, .eventChannelOperation, EVTCHNOP_close, evtchn_close(port: 4096)),
                EINVAL
            ),
            (call(machine, .eventChannelOperation, EVTCHNOP_send, evtchn_send(port: 9)), EINVAL),
            (call(machine, .eventChannelOperation, EVTCHNOP_send, evtchn_send(port: .max)), EINVAL),
            // Nobody is bound to the toolstack's port, and nobody is told.
            (call(machine, .eventChannelOperation, EVTCHNOP_send, evtchn_send(port: 1)), 0),
            (machine.hypercall(.eventChannelOperation, UInt(EVTCHNOP_send), 0, 0, 0), EFAULT),
            (machine.hypercall(.eventChannelOperation, 77, 0, 0, 0), ENOSYS),
        ]
        for (index, (answer, expected)) in table.enumerated() {
            #expect(answer == expected, "row \(index)")
        }
    }
}

@Test func wrongMemoryOperationsAreRefused() throws {
    try withDomains { domain, other in
        let machine = domain.machine
        let free = unsafe machine.frame(of: machine.reserveFrames(1)!)
        func add(_ domid: UInt16, _ space: Int32, _ index: UInt, _ frame: UInt64) -> Int {
            call(
                machine, .memoryOperation, XENMEM_add_to_physmap,
                xen_add_to_physmap(
                    domid: domid, size: 0, space: UInt32(space), idx: index, gpfn: UInt(frame)))
        }
        let table: [(Int, Int)] = [
            (add(99, XENMAPSPACE_shared_info, 0, free), ESRCH),
            (add(other.id.rawValue, XENMAPSPACE_shared_info, 0, free), EPERM),
            (add(me, XENMAPSPACE_shared_info, 1, free), EINVAL),
            (add(me, XENMAPSPACE_grant_table, 64, free), EINVAL),
            (add(me, XENMAPSPACE_gmfn, 0, free), EINVAL),
            (add(me, XENMAPSPACE_grant_table, 1, 1 << 40), EINVAL),
            (add(me, XENMAPSPACE_grant_table, 1, 1), -16),  // the domain's own memory
            (add(me, XENMAPSPACE_grant_table, 63, free), 0),
            (machine.hypercall(.memoryOperation, 99, 0, 0, 0), ENOSYS),
        ]
        for (index, (answer, expected)) in table.enumerated() {
            #expect(answer == expected, "row \(index)")
        }
    }
}

@Test func wrongParametersAreRefused() throws {
    try withDomains { domain, _ in
        let machine = domain.machine
        func set(_ index: Int32, _ value: UInt64) -> Int {
            call(
                machine, .hvmOperation, HVMOP_set_param,
                xen_hvm_param(domid: me, pad: 0, index: UInt32(index), value: value))
        }
        let table: [(Int, Int)] = [
            (set(HVM_NR_PARAMS, 0), EINVAL),
            (set(HVM_PARAM_STORE_PFN, 9), EPERM),
            (set(HVM_PARAM_STORE_EVTCHN, 9), EEXIST),
            (set(HVM_PARAM_CALLBACK_IRQ, 9), 0),
            (
                call(
                    machine, .hvmOperation, HVMOP_get_param,
                    xen_hvm_param(domid: me, pad: 0, index: 39, value: 0)), EINVAL
            ),
        ]
        for (index, (answer, expected)) in table.enumerated() {
            #expect(answer == expected, "row \(index)")
        }
        try domain.domain.hypervisor.setParameter(.generationAddress, to: 4096)
        #expect(throws: HypervisorFault(.setParameter, .error(1))) {
            try domain.domain.hypervisor.setParameter(.consoleFrame, to: 4096)
        }
        let parameters = try [.callback, .storePort, .consolePort, .generationAddress].map {
            try domain.domain.hypervisor.parameter($0)
        }
        #expect(parameters == [9, 1, 2, 4096])
    }
}

@Test func wrongPollsAreRefused() throws {
    try withDomains { domain, _ in
        let machine = domain.machine
        func poll(_ ports: [UInt32], count: Int? = nil) -> Int {
            unsafe ports.withUnsafeBufferPointer { buffer in
                var request = unsafe sched_poll()
                unsafe request.ports.p = unsafe UnsafeMutablePointer(mutating: buffer.baseAddress)
                unsafe request.nr_ports = UInt32(count ?? ports.count)
                unsafe request.timeout = 1
                return unsafe call(machine, .schedulerOperation, SCHEDOP_poll, request)
            }
        }
        #expect(poll(Array(repeating: 1, count: 129)) == EINVAL)
        #expect(poll(Array(repeating: 1, count: 128)) == 0)
        #expect(poll([64]) == EINVAL)
        #expect(poll([63]) == 0)
        #expect(machine.hypercall(.schedulerOperation, UInt(SCHEDOP_poll), 0, 0, 0) == EFAULT)
    }
}

@Test func versionFeaturesMemoryMapAndConsoleAnswer() throws {
    try withDomains { domain, _ in
        let hypervisor = domain.domain.hypervisor
        let version = try hypervisor.version()
        #expect(version.major == 4 && version.minor == 17)
        let features = try hypervisor.features()
        #expect(features & (1 << UInt32(XENFEAT_hvm_safe_pvclock)) != 0)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 100, alignment: 8)
        defer { unsafe buffer.deallocate() }
        let count = unsafe try hypervisor.memoryMap(into: buffer)
        #expect(count == 1)
        unsafe #expect(buffer.load(fromByteOffset: 8, as: UInt64.self) == 1025 * 4096)
        unsafe #expect(buffer.load(fromByteOffset: 16, as: UInt32.self) == 1)
        var text = Array("hello\n".utf8)
        unsafe try text.withUnsafeMutableBytes {
            unsafe try hypervisor.writeConsole(UnsafeRawBufferPointer($0))
        }
        #expect(domain.console == text)
    }
}

@Test func grantsCanBeCopied() throws {
    try withDomains { domain, other in
        let page = try GrantedPage(in: domain.domain.grants, to: other.id, access: .readOnly)
        unsafe page.bytes.storeBytes(of: 4711, toByteOffset: 8, as: UInt64.self)
        let target = unsafe other.machine.allocatePages(1)!
        func copy(_ reference: UInt32, offset: UInt16, length: UInt16, toGrant: Bool = false)
            -> Int16
        {
            var request = gnttab_copy()
            unsafe request.source.u.ref = reference
            request.source.domid = domain.id.rawValue
            request.source.offset = offset
            request.dest.domid = me
            unsafe request.dest.u.gmfn = unsafe UInt(other.machine.frame(of: target))
            request.len = length
            request.flags = UInt16(GNTCOPY_source_gref)
            if toGrant {
                request.dest = request.source
                request.flags |= UInt16(GNTCOPY_dest_gref)
            }
            let answer = unsafe withUnsafeMutablePointer(to: &request) {
                other.machine.hypercall(
                    .grantTableOperation, UInt(GNTTABOP_copy), UInt(bitPattern: $0), 1, 0)
            }
            #expect(answer == 0)
            return request.status
        }
        let reference = page.reference.rawValue
        #expect(copy(reference, offset: 8, length: 8) == 0)
        unsafe #expect(target.load(as: UInt64.self) == 4711)
        #expect(copy(reference, offset: 4090, length: 8) == Int16(GNTST_bad_copy_arg))
        #expect(copy(reference + 1, offset: 0, length: 8) == Int16(GNTST_general_error))
        #expect(copy(99_999, offset: 0, length: 8) == Int16(GNTST_bad_gntref))
        #expect(copy(reference, offset: 0, length: 8, toGrant: true) == Int16(GNTST_general_error))
    }
}

@Test func aPageIsInUseUntilItsLastMappingGoes() throws {
    try withDomains { domain, other in
        let page = unsafe domain.machine.allocatePages(1)!
        let grants = domain.domain.grants
        let reference = unsafe try grants.grant(page: page, to: other.id, access: .readWrite)
        let busy = HypervisorFault(.revokeGrant, .busy)
        do {
            let first = try other.domain.grants.map(reference, from: domain.id, access: .readOnly)
            do {
                let second = try other.domain.grants.map(
                    reference, from: domain.id, access: .readWrite)
                unsafe #expect(second.bytes != first.bytes)
            }
            #expect(throws: busy) { try grants.revoke(reference) }
        }
        try grants.revoke(reference)
    }
}

@Test func aPortOfAClosedPeerCanBeBoundAgain() throws {
    try withDomains { domain, other in
        let channel = try domain.domain.events.allocate(for: other.id)
        let first = try other.domain.events.bind(to: domain.id, channel.port)
        let hypervisor = domain.domain.hypervisor
        let bound = try hypervisor.status(of: channel.port)
        #expect(bound == .bound(other.id, first.port))
        first.close()
        let unbound = try hypervisor.status(of: channel.port)
        #expect(unbound == .unbound(other.id))
        let second = try other.domain.events.bind(to: domain.id, channel.port)
        second.close()
        channel.close()
        let closed = try hypervisor.status(of: channel.port)
        #expect(closed == .closed)
    }
}
