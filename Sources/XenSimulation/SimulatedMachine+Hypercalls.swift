// SPDX-License-Identifier: MIT
// Decodes hypercalls from registers and encodes the answers, as Xen does on its side.

internal import CXen
internal import SeededRandom
internal import Unikernel

extension SimulatedMachine {
    func answer(_ call: Hypercall, _ command: Int32, _ second: UInt, _ third: UInt)
        throws(XenError) -> Int
    {
        guard xen.shutdownReason == nil else { throw XenError(XEN_ESRCH) }
        switch call {
        case .memoryOperation: return try memoryOperation(command, second)
        case .version: return try version(command, second)
        case .consoleIO: return try console(command, count: second, buffer: third)
        case .grantTableOperation: return try grantOperation(command, second, count: third)
        case .schedulerOperation: return try schedulerOperation(command, second)
        case .eventChannelOperation: return try eventOperation(command, second)
        case .hvmOperation: return try parameterOperation(command, second)
        case .vcpuOperation: throw XenError(XEN_ENOSYS)
        }
    }

    private func memoryOperation(_ command: Int32, _ argument: UInt) throws(XenError) -> Int {
        switch command {
        case XENMEM_add_to_physmap:
            try fail(.addToPhysicalMap)
            unsafe try xen.addToPhysicalMap(structure(argument).pointee)
        case XENMEM_memory_map:
            try fail(.memoryMap)
            unsafe try xen.memoryMap(&structure(argument).pointee)
        default: throw XenError(XEN_ENOSYS)
        }
        return 0
    }

    private func version(_ command: Int32, _ argument: UInt) throws(XenError) -> Int {
        switch command {
        case XENVER_version:
            return 4 << 16 | 17
        case XENVER_get_features:
            let request: UnsafeMutablePointer<xen_feature_info> = unsafe try structure(argument)
            guard unsafe request.pointee.submap_idx < XENFEAT_NR_SUBMAPS else {
                throw XenError(XEN_EINVAL)
            }
            unsafe request.pointee.submap =
                1 << XENFEAT_auto_translated_physmap | 1 << XENFEAT_hvm_callback_vector
                | 1 << XENFEAT_hvm_safe_pvclock
            return 0
        default: throw XenError(XEN_ENOSYS)
        }
    }

    private func console(_ command: Int32, count: UInt, buffer: UInt) throws(XenError) -> Int {
        guard command == CONSOLEIO_write else { throw XenError(XEN_ENOSYS) }
        try fail(.writeConsole)
        guard count <= Int32.max else { throw XenError(XEN_EINVAL) }
        guard count > 0 else { return 0 }
        guard let address = unsafe UnsafeRawPointer(bitPattern: buffer) else {
            throw XenError(XEN_EFAULT)
        }
        unsafe xen.console += UnsafeRawBufferPointer(start: address, count: Int(count))
        return 0
    }

    private func eventOperation(_ command: Int32, _ argument: UInt) throws(XenError) -> Int {
        switch command {
        case EVTCHNOP_alloc_unbound:
            try fail(.allocateUnboundPort)
            let request: UnsafeMutablePointer<evtchn_alloc_unbound> = unsafe try structure(argument)
            unsafe request.pointee.port = unsafe try xen.allocateUnbound(
                request.pointee.dom, request.pointee.remote_dom)
        case EVTCHNOP_bind_interdomain:
            try fail(.bindPort)
            let request: UnsafeMutablePointer<evtchn_bind_interdomain> = unsafe try structure(
                argument)
            unsafe request.pointee.local_port = unsafe try xen.bindInterdomain(
                request.pointee.remote_dom, request.pointee.remote_port)
        case EVTCHNOP_close:
            let request: UnsafeMutablePointer<evtchn_close> = unsafe try structure(argument)
            unsafe try xen.closePort(request.pointee.port)
        case EVTCHNOP_send:
            try fail(.notifyPort)
            let request: UnsafeMutablePointer<evtchn_send> = unsafe try structure(argument)
            unsafe try xen.send(request.pointee.port)
        case EVTCHNOP_status:
            unsafe try xen.status(&structure(argument).pointee)
        default: throw XenError(XEN_ENOSYS)
        }
        return 0
    }

    private func parameterOperation(_ command: Int32, _ argument: UInt) throws(XenError) -> Int {
        switch command {
        case HVMOP_get_param: unsafe try xen.parameter(&structure(argument).pointee)
        case HVMOP_set_param: unsafe try xen.setParameter(structure(argument).pointee)
        default: throw XenError(XEN_ENOSYS)
        }
        return 0
    }

    private func grantOperation(_ command: Int32, _ argument: UInt, count: UInt) throws(XenError)
        -> Int
    {
        guard count <= Int32.max else { throw XenError(XEN_EINVAL) }
        switch command {
        case GNTTABOP_query_size:
            // Xen takes one structure a call (`gnttab_query_size`).
            guard count == 1 else { throw XenError(XEN_EINVAL) }
            let request: UnsafeMutablePointer<gnttab_query_size> = unsafe try structure(argument)
            unsafe xen.grantTableSize(&request.pointee)
        case GNTTABOP_map_grant_ref:
            try fail(.mapGrant)
            try each(argument, count) { (request: inout gnttab_map_grant_ref) in
                if let status = failingStatus(of: .mapGrant) {
                    request.status = Int16(status)
                } else {
                    xen.mapGrant(&request)
                }
            }
        case GNTTABOP_unmap_grant_ref:
            try each(argument, count) { xen.unmapGrant(&$0) }
        case GNTTABOP_copy:
            try each(argument, count) { xen.copyGrant(&$0) }
        default: throw XenError(XEN_ENOSYS)
        }
        return 0
    }

    // MARK: Arguments

    /// Returns the structure at an address of the domain.
    func structure<Structure>(_ address: UInt) throws(XenError) -> UnsafeMutablePointer<Structure> {
        // SAFETY: a domain passes the address of a structure of the type that the command takes.
        guard let pointer = unsafe UnsafeMutablePointer<Structure>(bitPattern: address) else {
            throw XenError(XEN_EFAULT)
        }
        return unsafe pointer
    }

    private func each<Structure>(
        _ address: UInt, _ count: UInt, _ body: (inout Structure) -> Void
    ) throws(XenError) {
        guard count > 0 else { return }
        let first: UnsafeMutablePointer<Structure> = unsafe try structure(address)
        for index in 0..<Int(count) { unsafe body(&first[index]) }
    }

    // MARK: Injected failures

    func fail(_ operation: HypervisorOperation) throws(XenError) {
        guard let rarity = simulation.faults.rarity, simulation.random.isRare(rarity) else {
            return
        }
        guard let error = FaultPlan.errors(of: operation).randomElement(using: &simulation.random)
        else { return }
        throw XenError(error)
    }

    private func failingStatus(of operation: HypervisorOperation) -> Int32? {
        guard let rarity = simulation.faults.rarity, simulation.random.isRare(rarity) else {
            return nil
        }
        return FaultPlan.statuses(of: operation).randomElement(using: &simulation.random)
    }
}
