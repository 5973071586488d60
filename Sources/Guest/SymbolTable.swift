// SPDX-License-Identifier: MIT
// The image's function names, if the image tool included them: a sorted table of addresses, each
// with the offset of a zero-terminated name. The tool writes this layout, all numbers
// little-endian: u32 magic, u32 count, count times { u32 address, u32 offset of the name from the
// start of the table }, names.

internal import CBoot

/// Looks up function names by address.
enum SymbolTable {
    static let magic: UInt32 = 0x4d59_534d  // "MSYM"

    /// Calls `body` with the name of the function that contains `address` and the offset into it,
    /// if there is one.
    static func forName(of address: UInt64, _ body: (UnsafeRawBufferPointer, UInt64) -> Void) {
        guard
            let table = unsafe UnsafePointer<UInt32>(
                bitPattern: UInt(mirage_symbol_table_address()))
        else { return }
        // SAFETY: the image tool loads the table at this address, and it is part of the image.
        guard unsafe table[0] == magic else { return }
        var low = 0
        var high = unsafe Int(table[1])
        while low < high {
            let middle = (low + high) / 2
            if unsafe UInt64(table[2 + 2 * middle]) <= address {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low > 0 else { return }
        let start = unsafe UInt64(table[2 * low])
        let bytes = unsafe UnsafeRawPointer(table).assumingMemoryBound(to: UInt8.self)
        let name = unsafe bytes + Int(table[2 * low + 1])
        var count = 0
        while unsafe name[count] != 0 { count += 1 }
        unsafe body(UnsafeRawBufferPointer(start: name, count: count), address - start)
    }
}
