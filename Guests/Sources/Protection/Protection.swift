// The map of the guest: code that cannot be written, data that cannot be run, superpages for the heap, and nothing
// at all at null and below the stack.
import Guest

@main struct Protection {
    static func main() {
        // SAFETY: addresses are only looked up.
        let code = unsafe unsafeBitCast(function, to: UInt.self)
        check(Guest.mapping(at: code)?.rights == .execute, "code is executable and not writable")
        var local = 0
        let stack = unsafe withUnsafePointer(to: &local) { UInt(bitPattern: $0) }
        check(Guest.mapping(at: stack)?.rights == .readWrite, "the stack is not executable")
        let text: StaticString = "constant"
        check(
            Guest.mapping(at: UInt(bitPattern: text.utf8Start))?.rights == .read,
            "constants are read-only")
        check(Guest.mapping(at: 0) == nil, "null is not mapped")
        let heap = largeBlock()
        check(heap?.rights == .readWrite, "the heap is not executable")
        check(heap?.byteCount == 2 << 20, "the heap lies in superpages")
        print("FACT nothing is writable and executable HOLDS")
    }

    private static let function: @convention(c) () -> Void = {}

    private static func largeBlock() -> PageMapping? {
        let block = [UInt8](repeating: 0, count: 8 << 20)
        return unsafe block.withUnsafeBytes { bytes in
            unsafe Guest.mapping(at: UInt(bitPattern: bytes.baseAddress) + (4 << 20))
        }
    }

    private static func check(_ holds: Bool, _ what: StaticString) {
        if holds { return }
        print("FACT \(what) FAILS")
        Guest.panic("a fact does not hold")
    }
}
