// SPDX-License-Identifier: MIT
// From 64-bit mode to `main`, as a list of steps. boot.S has given the processor a stack and SSE; everything is
// still mapped writable and executable, and there is no memory to allocate from.

internal import CBoot
internal import Unikernel

@c(mirage_boot) func boot(_ startInfo: UInt64) -> Never {
    let start = mirage_timestamp_counter()
    mirage_install_fault_handlers()
    Processor.identify()
    let info = readStartInfo(startInfo)
    CommandLine.keep(info)
    var memory = MemoryRanges()
    findMemory(info, &memory)
    GuestMemory.start(over: memory)
    guard AddressSpace.protect(memory) else {
        Guest.panic("there is too little memory for page tables")
    }
    Guest.start()
    Guest.recordBoot(since: start)
    exit(mirage_call_main())
}

private func readStartInfo(_ address: UInt64) -> StartInfo {
    do throws(StartInfo.Fault) {
        return try StartInfo(at: address)
    } catch {
        Guest.panic("the start info is not one: a guest must be booted as a PVH kernel")
    }
}

/// Finds the memory that is free: all there is, less the image.
private func findMemory(_ info: StartInfo, _ memory: inout MemoryRanges) {
    info.addMemory(to: &memory)
    // SAFETY: `identify` has run, and nothing runs beside this.
    if memory.count == 0, unsafe Processor.runsOnXen { MemoryMapQuery.addMemory(to: &memory) }
    guard memory.count > 0 else { Guest.panic("the host says nothing about memory") }
    memory.remove(start: mirage_image_start(), end: imageEnd())
}

/// The end of the image, and of the symbols behind it if there are any.
private func imageEnd() -> UInt {
    max(mirage_image_end(), UInt(mirage_symbol_table_address() + mirage_symbol_table_size()))
}
