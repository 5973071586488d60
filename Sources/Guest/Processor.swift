// SPDX-License-Identifier: MIT
// CPUID: the processor's vendor, which decides the hypercall instruction, and whether Xen is
// present. Xen's leaves may start at any multiple of 0x100 from 0x40000000 on
// (xen/arch-x86/cpuid.h).

internal import CBoot

/// Processor features, detected once at boot.
enum Processor {
    // SAFETY: written at boot, before anything can run concurrently: one virtual CPU, no
    // interrupts.
    /// Whether Xen's hypercalls are available.
    private(set) nonisolated(unsafe) static var runsOnXen = false
    /// Whether the processor has RDRAND (leaf 1, ecx bit 30).
    private(set) nonisolated(unsafe) static var hasRandom = false

    /// Detects the features once, before the first hypercall.
    static func identify() {
        let vendor = mirage_cpuid(0, 0)
        // "AuthenticAMD" and "HygonGenuine" have VMMCALL; Intel and compatible vendors have VMCALL.
        mirage_use_vmmcall(vendor.ebx == 0x6874_7541 || vendor.ebx == 0x6f67_7948 ? 1 : 0)
        unsafe hasRandom = mirage_cpuid(1, 0).ecx & (1 << 30) != 0
        unsafe runsOnXen = xenLeaf() != nil
    }

    /// Returns the first of Xen's CPUID leaves.
    private static func xenLeaf() -> UInt32? {
        for index in UInt32(0)..<256 {
            let leaf = 0x4000_0000 + index * 0x100
            let signature = mirage_cpuid(leaf, 0)
            // "XenVMMXenVMM"
            if signature.ebx == 0x566e_6558, signature.ecx == 0x6558_4d4d,
                signature.edx == 0x4d4d_566e
            {
                return leaf
            }
        }
        return nil
    }
}
