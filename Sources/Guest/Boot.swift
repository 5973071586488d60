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
    let memory = freeMemory(info)
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

/// The memory that is free: all there is, less the image.
private func freeMemory(_ info: StartInfo) -> MemoryRanges {
    // SAFETY: `identify` has run, and nothing runs beside this.
    guard var memory = info.memory ?? (unsafe Processor.runsOnXen ? MemoryMapQuery.ask() : nil)
    else {
        Guest.panic("the host says nothing about memory")
    }
    memory.remove(start: mirage_image_start(), end: imageEnd())
    return memory
}

/// The end of the image, and of the symbols behind it if there are any.
private func imageEnd() -> UInt {
    max(mirage_image_end(), UInt(mirage_symbol_table_address() + mirage_symbol_table_size()))
}
