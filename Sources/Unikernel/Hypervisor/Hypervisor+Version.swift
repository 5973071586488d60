// SPDX-License-Identifier: MIT
// Xen's version and features (version.h, features.h).

internal import CXen

/// A release of Xen.
package struct HypervisorVersion: Equatable {
    package var major: UInt16
    package var minor: UInt16
}

extension Hypervisor {
    /// Returns Xen's version.
    package func version() throws(HypervisorFault) -> HypervisorVersion {
        let answer = machine.hypercall(.version, UInt(XENVER_version), 0, 0, 0)
        guard answer >= 0 else { throw HypervisorFault(.version, answer: answer) }
        return HypervisorVersion(
            major: UInt16(truncatingIfNeeded: answer >> 16),
            minor: UInt16(truncatingIfNeeded: answer))
    }

    /// Returns the first 32 features, a bit each by features.h's `XENFEAT_*`.
    package func features() throws(HypervisorFault) -> UInt32 {
        var request = xen_feature_info(submap_idx: 0, submap: 0)
        try perform(.features, .version, XENVER_get_features, &request)
        return request.submap
    }
}
