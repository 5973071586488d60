// SPDX-License-Identifier: MIT
// Operations on other domains' grants: mapping, unmapping and copying (grant_table.h). Each returns
// a status in the structure; the call itself succeeds.
//
// SAFETY: frames are the host's, and offsets and lengths have been checked against a page.

internal import CXen
internal import Unikernel

extension XenDomain {
    func mapGrant(_ request: inout gnttab_map_grant_ref) {
        do throws(GrantStatus) {
            let flags = Int32(bitPattern: request.flags)
            guard flags & (GNTMAP_host_map | GNTMAP_device_map) != 0 else {
                throw GrantStatus(GNTST_general_error)
            }
            let owner = try owner(request.dom)
            let target = request.host_addr / UInt64(pageSize)
            // Xen would silently drop memory at the address; our domains never intend that.
            guard request.host_addr % UInt64(pageSize) == 0, memory.contains(target),
                memory[target] == nil
            else { throw GrantStatus(GNTST_general_error) }
            let readOnly = flags & GNTMAP_readonly != 0
            let frame = try owner.pin(request.ref, for: id, readOnly: readOnly)
            memory.add(frame, 1, at: target, .grant, writable: !readOnly)
            request.handle = newMapping(
                GrantMapping(
                    owner: owner.id, reference: request.ref, address: request.host_addr,
                    readOnly: readOnly))
            request.status = Int16(GNTST_okay)
        } catch {
            request.status = error.number
        }
    }

    func unmapGrant(_ request: inout gnttab_unmap_grant_ref) {
        guard let mapping = mappings[request.handle] else {
            request.status = Int16(GNTST_bad_handle)
            return
        }
        guard mapping.address == request.host_addr else {
            request.status = Int16(GNTST_general_error)
            return
        }
        memory.remove(at: mapping.address / UInt64(pageSize))
        endMapping(request.handle)
        request.status = Int16(GNTST_okay)
    }

    func newMapping(_ mapping: GrantMapping) -> UInt32 {
        defer { nextHandle += 1 }
        mappings[nextHandle] = mapping
        return nextHandle
    }

    func endMapping(_ handle: UInt32) {
        guard let mapping = mappings.removeValue(forKey: handle) else { return }
        simulation.domains[mapping.owner.rawValue]?.unpin(
            mapping.reference, readOnly: mapping.readOnly)
    }

    func copyGrant(_ request: inout gnttab_copy) {
        do throws(GrantStatus) {
            let length = Int(request.len)
            let flags = Int32(request.flags)
            guard Int(request.source.offset) + length <= pageSize,
                Int(request.dest.offset) + length <= pageSize
            else { throw GrantStatus(GNTST_bad_copy_arg) }
            let source = try copyEnd(
                request.source, isGrant: flags & GNTCOPY_source_gref != 0, readOnly: true)
            defer { source.release() }
            let destination = try copyEnd(
                request.dest, isGrant: flags & GNTCOPY_dest_gref != 0, readOnly: false)
            defer { destination.release() }
            unsafe (simulation.host.address(of: destination.frame) + Int(request.dest.offset))
                .copyMemory(
                    from: simulation.host.address(of: source.frame) + Int(request.source.offset),
                    byteCount: length)
            request.status = Int16(GNTST_okay)
        } catch {
            request.status = error.number
        }
    }

    private struct CopyEnd {
        var frame: HostFrame
        var release: () -> Void
    }

    /// Returns one end of a copy: a page that was granted to this domain, or one of its own.
    private func copyEnd(_ end: gnttab_copy_ptr, isGrant: Bool, readOnly: Bool)
        throws(GrantStatus) -> CopyEnd
    {
        guard isGrant else {
            guard try owner(end.domid) === self else { throw GrantStatus(GNTST_permission_denied) }
            guard let entry = unsafe memory[UInt64(end.u.gmfn)] else {
                throw GrantStatus(GNTST_bad_page)
            }
            return CopyEnd(frame: entry.frame) {}
        }
        let owner = try owner(end.domid)
        let reference = unsafe end.u.ref
        let frame = try owner.pin(reference, for: id, readOnly: readOnly)
        return CopyEnd(frame: frame) { owner.unpin(reference, readOnly: readOnly) }
    }

    private func owner(_ dom: UInt16) throws(GrantStatus) -> XenDomain {
        do throws(XenError) {
            return try resolve(dom)
        } catch {
            throw GrantStatus(GNTST_bad_domain)
        }
    }

    func grantTableSize(_ request: inout gnttab_query_size) {
        do throws(XenError) {
            try resolveSelf(request.dom)
            request.nr_frames = UInt32(grants.frames.count)
            request.max_nr_frames = UInt32(grants.maximum)
            request.status = Int16(GNTST_okay)
        } catch {
            let isKnown = error == XenError(XEN_EPERM)
            request.status = Int16(isKnown ? GNTST_permission_denied : GNTST_bad_domain)
        }
    }
}
