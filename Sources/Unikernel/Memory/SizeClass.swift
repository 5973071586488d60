// SPDX-License-Identifier: MIT
// The sizes that small objects are rounded up to: every 16 bytes to 256, then eight for each
// doubling to 64 KB, 80 in all. Above 128 bytes less than 1/9 of an object is unused. Every size is
// a multiple of 16, and of each power of two that divides the requested size. Rounding a size up to
// its alignment thus aligns the object, slabs being aligned to a page. A slab is as few pages as
// hold some objects with at most 1/16 left over, so a domain of 4 MB can afford one of each class
// it uses.

/// A size of small objects.
package struct SizeClass: Equatable {
    /// The index among all classes, by ascending size.
    package let index: Int

    /// The number of classes.
    package static var count: Int { 80 }
    /// The largest size; larger objects are runs of pages.
    package static var largestBytes: UInt { 65536 }

    package init(index: Int) {
        self.index = index
    }

    /// Returns the smallest class whose objects have room for `bytes`, which must be 1 ...
    /// ``largestBytes``.
    @inline(__always)
    package init(holding bytes: UInt) {
        let last = bytes &- 1
        let top = 63 &- (last | 128).leadingZeroBitCount
        index = (top &- 7) &* 8 &+ Int(truncatingIfNeeded: last &>> UInt(top &- 3))
    }

    /// The size of an object in bytes.
    package var bytes: UInt {
        index < 16 ? UInt(index &+ 1) &* 16 : UInt(9 &+ index & 7) &<< UInt(3 &+ index &>> 3)
    }

    /// The pages of a slab; at most 16, so that offsets in it are below 65,536.
    package var slabPages: UInt {
        let least: UInt = bytes <= 512 ? 1 : bytes <= 8192 ? 4 : bytes <= 32768 ? 2 : 1
        var pages = (least &* bytes &+ pageBytes &- 1) / pageBytes
        while (pages &* pageBytes) % bytes &* 16 > pages &* pageBytes { pages &+= 1 }
        return pages
    }

    /// The objects of a slab.
    package var slabCapacity: UInt {
        slabPages &* pageBytes / bytes
    }

    /// The most free objects in the cache.
    var cacheLimit: Int16 {
        bytes <= 1024 ? 32 : bytes <= 8192 ? 8 : 2
    }

    /// The constant for testing with one multiplication whether an offset below 65,536 is a
    /// multiple of ``bytes``: it is if the product, modulo 2^32, is below this number (Lemire,
    /// Kaser, Kurz: Faster remainder by direct computation, 2019).
    package var reciprocal: UInt32 {
        UInt32.max / UInt32(truncatingIfNeeded: bytes) &+ 1
    }
}
