// SPDX-License-Identifier: MIT
// From 64-bit mode to `main`, as a list of steps. boot.S has given the processor a stack and SSE; everything is
// still mapped writable and executable, and there is no memory to allocate from.

internal import CBoot
internal import Unikernel

@c func mirage_boot(_ startInfo: UInt64) -> Never {
    mirage_install_fault_handlers()
    Processor.identify()
    let info = readStartInfo(startInfo)
    CommandLine.keep(info)
    let memory = freeMemory(info)
    GuestMemory.initialise(memory)
    guard AddressSpace.protect(memory) else {
        Guest.panic("there is too little memory for page tables")
    }
    Guest.start()
    exit(mirage_call_main())
}

private func readStartInfo(_ address: UInt64) -> StartInfo {
    do throws(StartInfo.Fault) {
        return try StartInfo(at: address)
    } catch {
        Guest.panic("the start info is not one: a guest must be booted as a PVH kernel")
    }
}

/// The memory that is free: all there is, less the image and the page at zero.
private func freeMemory(_ info: StartInfo) -> MemoryMap {
    guard var memory = info.memory ?? (unsafe Processor.runsOnXen ? MemoryMapQuery.ask() : nil)
    else {
        Guest.panic("the host says nothing about memory")
    }
    memory.remove(start: UInt64(mirage_image_start()), end: imageEnd())
    memory.remove(start: 0, end: UInt64(pageSize))
    return memory
}

/// The end of the image, and of the symbols behind it if there are any.
private func imageEnd() -> UInt64 {
    max(UInt64(mirage_image_end()), mirage_symbol_table_address() + mirage_symbol_table_size())
}
