// Goal: classes cover every size, waste at most what they promise, and their arithmetic is exact.
// Method: every size, every class, every offset; compared with plain division.
import Testing

@testable import Unikernel

/// The sizes of all classes.
enum SizeClassBounds {
    static let all = (0..<SizeClass.count).map { Int(SizeClass(index: $0).bytes) }
}

@Suite struct SizeClassTests {
    @Test func everySizeHasTheSmallestClassThatHoldsIt() {
        var index = 0
        var wrong: UInt?
        for bytes in 1...SizeClass.largestBytes {
            if bytes > SizeClass(index: index).bytes { index += 1 }
            if SizeClass(holding: bytes).index != index { wrong = bytes }
        }
        #expect(wrong == nil)
        #expect(index == SizeClass.count - 1)
    }

    @Test func above128BytesAtMostAnEighthIsUnused() {
        let wasteful = (UInt(129)...SizeClass.largestBytes).first { bytes in
            let whole = SizeClass(holding: bytes).bytes
            return (whole - bytes) * 8 > whole
        }
        #expect(wasteful == nil)
    }

    @Test func classesAscendAndAreMultiplesOf16() {
        #expect(SizeClassBounds.all.allSatisfy { $0 % 16 == 0 })
        #expect(zip(SizeClassBounds.all, SizeClassBounds.all.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func slabsAreShortAndLeaveLittleOver() {
        for index in 0..<SizeClass.count {
            let size = SizeClass(index: index)
            let bytes = size.slabPages * 4096
            #expect(size.slabPages <= 16)
            #expect((bytes - size.slabCapacity * size.bytes) * 16 <= bytes)
            #expect(size.bytes > 512 || size.slabPages <= 2)
        }
    }

    @Test func theReciprocalTellsExactlyTheStartsOfObjects() {
        for index in 0..<SizeClass.count {
            let size = SizeClass(index: index)
            let wrong = (0..<UInt32(65_536)).first {
                ($0 &* size.reciprocal < size.reciprocal) != ($0 % UInt32(size.bytes) == 0)
            }
            #expect(wrong == nil, "class of \(size.bytes) bytes")
        }
    }

    @Test func aSizeRoundedUpToAnAlignmentHasAClassOfThatAlignment() {
        for shift in 4...12 {
            let alignment = UInt(1) << UInt(shift)
            let sizes = stride(from: alignment, through: SizeClass.largestBytes, by: Int(alignment))
            let wrong = sizes.first { SizeClass(holding: $0).bytes % alignment != 0 }
            #expect(wrong == nil, "alignment \(alignment)")
        }
    }
}
