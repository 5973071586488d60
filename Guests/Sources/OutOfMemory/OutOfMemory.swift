// A guest that asks for more memory than there is: it must end in a report that says so.
import Guest

@main struct OutOfMemory {
    static func main() {
        var blocks: [[UInt8]] = []
        while true { blocks.append([UInt8](repeating: 1, count: 100_000)) }
    }
}
