// SPDX-License-Identifier: MIT
// Crash reports: for a processor exception, a trap of Swift's, or a panic of the runtime's. The
// report has the reason, the registers and the backtrace; then the domain ends with reason "crash".
// A fault during the report ends the domain at once.

internal import CBoot
internal import Unikernel

/// Crash reports of a domain.
enum FaultReport {
    private nonisolated(unsafe) static var isReporting = false

    /// Reports a processor exception.
    static func fault(_ frame: mirage_fault_frame) -> Never {
        begin(instruction: frame.rip)
        Report.write("crash: ")
        Report.beginReason()
        Report.write(name(of: frame))
        if frame.vector == 14 {
            Report.write(
                frame.error & 16 != 0
                    ? " executing " : frame.error & 2 != 0 ? " writing " : " reading ")
            Report.writeHexadecimal(frame.cr2)
            Report.write(place(of: frame.cr2))
        }
        Report.endLine()
        writeRegisters(frame)
        Backtrace.write(
            instruction: frame.rip, stackPointer: frame.rsp, framePointer: frame.rbp)
        end()
    }

    /// Reports a failure that the program or the runtime describes.
    @inline(never)
    static func panic(_ writeReason: () -> Void) -> Never {
        begin(instruction: 0)
        Report.write("crash: ")
        Report.beginReason()
        writeReason()
        Report.endLine()
        Backtrace.write(framePointer: mirage_frame_pointer())
        end()
    }

    private static func begin(instruction: UInt64) {
        if unsafe isReporting {
            // The console may be what is broken, so this goes to the hypervisor's log only.
            EarlyOutput.write("crash: another fault during the report, at ")
            EarlyOutput.writeHexadecimal(instruction)
            EarlyOutput.write("\n")
            PowerOff.end(.crash)
        }
        unsafe isReporting = true
        Output.writeLine()
        Report.endLine()
    }

    @inline(never)
    private static func end() -> Never {
        if let domain = unsafe Guest.domain { Report.leaveNote(in: domain) }
        Output.flush()
        PowerOff.end(.crash)
    }

    /// Writes the exception in words (Intel SDM 6.3.1).
    @inline(never)
    private static func name(of frame: mirage_fault_frame) -> StaticString {
        switch frame.vector {
        case 0: "division error"
        case 1: "debug exception"
        case 2: "non-maskable interrupt"
        case 3: "breakpoint"
        case 6: "trap (a precondition did not hold)"
        case 8: "double fault"
        case 13: "general protection fault"
        case 14: "page fault"
        case 16: "x87 exception"
        case 17: "alignment check"
        case 18: "machine check"
        case 19: "SIMD exception"
        default: "unexpected exception"
        }
    }

    /// Describes the region of an address that faulted.
    private static func place(of address: UInt64) -> StaticString {
        switch UInt(address) {
        case 0..<4096: " (a null pointer)"
        case mirage_stack_guard()..<mirage_stack_bottom(): " (the main stack ran over)"
        case mirage_fault_stack_guard()..<mirage_fault_stack_bottom(): " (the fault stack ran over)"
        case mirage_image_start()..<mirage_text_end(): " (code)"
        case mirage_text_end()..<mirage_constants_end(): " (constants)"
        default: AddressSpace.isGuardPage(UInt(address)) ? " (a fiber's stack ran over)" : ""
        }
    }

    private static func writeRegisters(_ frame: mirage_fault_frame) {
        write("rip", frame.rip, "rsp", frame.rsp, "flags", frame.rflags)
        write("rax", frame.rax, "rbx", frame.rbx, "rcx", frame.rcx)
        write("rdx", frame.rdx, "rsi", frame.rsi, "rdi", frame.rdi)
        write("rbp", frame.rbp, "r8 ", frame.r8, "r9 ", frame.r9)
        write("r10", frame.r10, "r11", frame.r11, "r12", frame.r12)
        write("r13", frame.r13, "r14", frame.r14, "r15", frame.r15)
        write("cr2", frame.cr2, "vector", frame.vector, "error", frame.error)
    }

    private static func write(
        _ first: StaticString, _ one: UInt64, _ second: StaticString, _ two: UInt64,
        _ third: StaticString,
        _ three: UInt64
    ) {
        write(first, one)
        write(second, two)
        write(third, three)
        Report.endLine()
    }

    @inline(never)
    private static func write(_ name: StaticString, _ value: UInt64) {
        Report.write("  ")
        Report.write(name)
        Report.write(" ")
        Report.writeHexadecimal(value)
    }
}

@c(mirage_fault) func reportFault(_ frame: UnsafePointer<mirage_fault_frame>) -> Never {
    // SAFETY: fault.S leaves the frame on the fault stack and passes its address.
    unsafe FaultReport.fault(frame.pointee)
}

@c(mirage_panic) func reportPanic(_ reason: UnsafePointer<UInt8>) -> Never {
    var count = 0
    // SAFETY: C code passes a zero-terminated string.
    while unsafe reason[count] != 0 { count += 1 }
    let text = unsafe UnsafeRawBufferPointer(start: reason, count: count)
    FaultReport.panic { unsafe Report.write(text) }
}
