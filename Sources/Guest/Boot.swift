// SPDX-License-Identifier: MIT
// From 64-bit mode to `main`, as a list of steps. boot.S has given the processor a stack and SSE; everything is
// still mapped writable and executable, and there is no memory to allocate from.

internal import CBoot
internal import Unikernel

@c func mirage_boot(_ startInfo: UInt64) -> Never {
    mirage_install_fault_handlers()
    Processor.identify()
    let memory = readMemoryMap(startInfo)
    GuestMemory.initialise(memory)
    guard AddressSpace.protect(memory) else { Guest.panic("there is no memory for page tables") }
    Guest.start(BareClock())
    exit(mirage_call_main())
}

/// The memory that is free: all there is, less the image and the page at zero.
private func readMemoryMap(_ startInfo: UInt64) -> MemoryMap {
    let info: StartInfo
    do throws(StartInfo.Fault) {
        info = try StartInfo(at: startInfo)
    } catch {
        Guest.panic("the start info is not one: was the image booted as a PVH kernel?")
    }
    guard var memory = info.memory else { Guest.panic("no map") }
    memory.remove(start: UInt64(mirage_image_start()), end: UInt64(mirage_image_end()))
    memory.remove(start: 0, end: UInt64(pageSize))
    return memory
}
