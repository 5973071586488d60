// SPDX-License-Identifier: MIT
// The steps from 64-bit mode to `main`. boot.S has set up a stack and SSE. Everything is still
// mapped writable and executable, and there is no heap.

internal import CBoot
internal import Unikernel

@c(mirage_boot) func boot(_ startInfo: UInt64) -> Never {
    let start = mirage_timestamp_counter()
    mirage_install_fault_handlers()
    Processor.identify()
    let info = readStartInfo(startInfo)
    findMemory(info)
    guard AddressSpace.protect() else {
        Guest.panic("there is too little memory for page tables")
    }
    GuestMemory.start()
    Guest.start()
    Guest.recordBoot(since: start)
    exit(mirage_call_main())
}

private func readStartInfo(_ address: UInt64) -> StartInfo {
    do throws(StartInfo.Fault) {
        return try StartInfo(at: address, mappedBelow: UInt64(AddressSpace.bootEnd))
    } catch {
        switch error {
        case .badMagic:
            Guest.panic("the start info is not one: a guest must be booted as a PVH kernel")
        case .beyondReach:
            Guest.panic("the start info lies beyond the first gigabyte")
        case .endlessCommandLine: Guest.panic("the command line has no end")
        }
    }
}

/// Finds free memory: all usable memory less the image and the command line, which stays in place.
private func findMemory(_ info: StartInfo) {
    var memory = MemoryRanges()
    info.addMemory(to: &memory)
    // SAFETY: `identify` has run, and nothing runs beside this.
    if memory.count == 0, unsafe Processor.runsOnXen { MemoryMapQuery.addMemory(to: &memory) }
    guard memory.count > 0 else { Guest.panic("the host says nothing about memory") }
    memory.remove(start: mirage_image_start(), end: imageEnd())
    let line = info.commandLine
    memory.remove(start: line.start, end: line.end)
    CommandLine.keep(line)
    GuestMemory.begin(with: memory)
}

/// Returns the end of the image, or of the symbol table behind it.
private func imageEnd() -> UInt {
    max(mirage_image_end(), UInt(mirage_symbol_table_address() + mirage_symbol_table_size()))
}
