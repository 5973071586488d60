// SPDX-License-Identifier: MIT
// Resources that a domain has not released, or released too early. Tests check for them at their
// end.

public import Unikernel

/// A resource that a domain still holds, or a violation.
public enum Leak: Equatable, Sendable {
    /// A grant is still active, as seen in the domain's grant table.
    case grant(DomainID, GrantReference)
    /// A port is still bound or unbound, not closed.
    case port(DomainID, EventPort)
    /// Pages of an allocation have not been freed.
    case pages(DomainID, frame: UInt64, count: Int)
    /// A stack of so many pages has not been freed.
    case stack(DomainID, pageCount: Int)
    /// Another domain's page is still mapped.
    case mapping(DomainID, of: DomainID, GrantReference)
    /// A page was freed while another domain could still use it.
    case freedWhileGranted(DomainID, frame: UInt64)
    /// A resource outside of Xen, such as a watch.
    case other(DomainID, String)
}
