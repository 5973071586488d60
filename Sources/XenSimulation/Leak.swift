// SPDX-License-Identifier: MIT
// What a domain has not given back, or gave back too early. A test ends by looking at this.

public import Unikernel

/// Something that a domain took and still has, or something it must never do.
public enum Leak: Equatable, Sendable {
    /// A grant is still active, as seen in the domain's grant table.
    case grant(DomainID, GrantReference)
    /// A port is still bound or unbound.
    case port(DomainID, EventPort)
    /// Pages of an allocation have not been given back.
    case pages(DomainID, frame: UInt64, count: Int)
    /// A stack of so many pages has not been given back.
    case stack(DomainID, pageCount: Int)
    /// Another domain's page is still mapped.
    case mapping(DomainID, of: DomainID, GrantReference)
    /// A page was given back while another domain could still use it.
    case freedWhileGranted(DomainID, frame: UInt64)
    /// A thing that a part of the simulation outside of Xen keeps count of, such as a watch.
    case other(DomainID, String)
}
