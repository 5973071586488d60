// A guest that ends in the way the last word of its command line asks for: most of them badly, and then it must end in a
// report and with reason "crash".
import Guest
import _Concurrency

@main struct Faults {
    static func main() async {
        let line = Guest.commandLine
        let words = line.utf8.split(separator: UInt8(ascii: " "))
        let wish = words.isEmpty ? "" : String(Substring(words[words.count - 1]))
        print("about to fail")
        if wish.utf8.elementsEqual("null".utf8) { write(to: 8) }
        if wish.utf8.elementsEqual("code".utf8) { write(to: 0x10_0100) }
        if wish.utf8.elementsEqual("execute".utf8) { execute() }
        if wish.utf8.elementsEqual("stack".utf8) { print("\(recurse(1))") }
        if wish.utf8.elementsEqual("fiber".utf8) { await runOverAFiber() }
        if wish.utf8.elementsEqual("trap".utf8) { print("\([1, 2, 3][wish.utf8.count])") }
        if wish.utf8.elementsEqual("panic".utf8) { Guest.panic("as was asked for") }
        if wish.utf8.elementsEqual("reboot".utf8) { Guest.shutDown(.reboot) }
        if wish.utf8.elementsEqual("stuck".utf8) { await waitForEver() }
        print("still alive")
    }

    private static func write(to address: UInt) {
        unsafe UnsafeMutablePointer<UInt64>(bitPattern: address)?.pointee = 1
    }

    private static func execute() {
        let code = UnsafeMutablePointer<UInt8>.allocate(capacity: 16)
        unsafe code.initialize(repeating: 0xc3, count: 16)
        let function = unsafe unsafeBitCast(code, to: (@convention(c) () -> Void).self)
        function()
    }

    private static func recurse(_ depth: Int) -> Int {
        var frame = InlineArray<64, Int>(repeating: depth)
        frame[depth & 63] = recurse(depth + 1)
        return frame[depth * 7 & 63]
    }

    private static func runOverAFiber() async {
        let depth = await Guest.domain?.onFiber { recurse(1) }
        print("\(depth ?? 0)")
    }

    private static func waitForEver() async {
        await unsafe withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
    }
}
