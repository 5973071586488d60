// SPDX-License-Identifier: MIT
// Placing Xen's pages in a domain's memory (memory.h; Xen's arch/x86/mm/p2m.c for the order of
// checks).
//
// SAFETY: a memory map's buffer has room for as many entries as the caller passes.

internal import CXen
internal import Unikernel

extension XenDomain {
    func addToPhysicalMap(_ request: xen_add_to_physmap) throws(XenError) {
        try resolveSelf(request.domid)
        let frame: HostFrame
        switch Int32(request.space) {
        case XENMAPSPACE_shared_info:
            guard request.idx == 0 else { throw XenError(XEN_EINVAL) }
            frame = sharedInfo
        case XENMAPSPACE_grant_table:
            frame = try grants.frame(request.idx, simulation.host)
        default:
            throw XenError(XEN_EINVAL)
        }
        let target = UInt64(request.gpfn)
        guard memory.contains(target) else { throw XenError(XEN_EINVAL) }
        // Xen would silently drop memory at the frame; our domains never intend that.
        guard memory[target]?.kind != .memory else { throw XenError(XEN_EBUSY) }
        if let place = memory.place(of: frame) { memory.remove(at: place) }
        memory.add(frame, 1, at: target, .xen, writable: true)
    }

    func memoryMap(_ request: inout xen_memory_map) throws(XenError) {
        guard !memoryMap.isEmpty else { throw XenError(XEN_ENOSYS) }
        let count = unsafe min(Int(request.nr_entries), memoryMap.count)
        guard unsafe count == 0 || request.buffer.p != nil else { throw XenError(XEN_EFAULT) }
        for index in 0..<count {
            let entry = unsafe request.buffer.p! + index * 20
            unsafe entry.storeBytes(of: memoryMap[index].0, as: UInt64.self)
            unsafe (entry + 8).storeBytes(of: memoryMap[index].1, as: UInt64.self)
            unsafe (entry + 16).storeBytes(of: memoryMap[index].2, as: UInt32.self)
        }
        unsafe request.nr_entries = UInt32(count)
    }

    func parameter(_ request: inout xen_hvm_param) throws(XenError) {
        try resolveSelf(request.domid)
        guard request.index < HVM_NR_PARAMS else { throw XenError(XEN_EINVAL) }
        request.value = parameters[request.index] ?? 0
    }

    /// Sets a parameter. A domain may set few itself, and its two ports only once
    /// (`hvm_allow_set_param`).
    func setParameter(_ request: xen_hvm_param) throws(XenError) {
        try resolveSelf(request.domid)
        guard request.index < HVM_NR_PARAMS else { throw XenError(XEN_EINVAL) }
        let old = parameters[request.index] ?? 0
        switch Int32(request.index) {
        case HVM_PARAM_CALLBACK_IRQ, HVM_PARAM_VM_GENERATION_ID_ADDR: break
        case HVM_PARAM_STORE_EVTCHN, HVM_PARAM_CONSOLE_EVTCHN:
            guard old == 0 || old == request.value else { throw XenError(XEN_EEXIST) }
        default: throw XenError(XEN_EPERM)
        }
        parameters[request.index] = request.value
    }
}
