// SPDX-License-Identifier: MIT
import LabSupport
import Testing

extension GuestTests {
    @Suite(.lab(.guests)) struct OnXen {
        @Test("a guest of 4 MB prints its line and powers off")
        func hello() throws {
            try guest("hello").mustPrint("Hello from Swift, with nothing underneath")
            try guest("hello").mustEnd(in: .poweroff)
        }

        @Test("a guest with tasks runs in 4 MB")
        func asyncHello() throws {
            try guest("async-hello").mustPrint("Hello from a task: 42")
        }

        @Test("a suspended guest misses nothing")
        func ticks() throws { try guest("suspend").mustCount("tick") }

        @Test(
            "facts hold",
            arguments: [
                "protection", "heap", "large", "time", "tasks", "sleepers", "fibers", "events",
                "xenstore", "shutdown", "suspend", "console", "owner", "reader", "block",
                "block-move",
            ])
        func facts(name: String) throws { try guest(name).mustHold() }

        @Test(
            "a fault ends in a report to the toolstack",
            arguments: [
                ("fault-null", "page fault writing 0000000000000008 (a null pointer)"),
                ("fault-code", "page fault writing 0000000000100100 (code)"),
                // Data cannot be executed.
                ("fault-execute", "page fault executing"),
                // The main stack runs over, and that of a fiber.
                ("fault-stack", "page fault writing"),
                ("fault-fiber", "page fault writing"),
                ("fault-trap", "trap"),
                ("fault-panic", "as was asked for"),
                ("out-of-memory", "out of memory: "),
            ])
        func faults(name: String, reason: String) throws { try guest(name).mustCrash(reason) }

        @Test(
            "a report names what is at fault",
            arguments: [
                ("fault-stack", "(the main stack ran over)"),
                ("fault-fiber", "(a fiber's stack ran over)"),
                ("fault-trap", "Faults.main"),
            ])
        func reports(name: String, part: String) throws { try guest(name).mustPrint(part) }

        @Test("a guest can ask to be started again")
        func reboot() throws { try guest("reboot").mustEnd(in: .reboot) }

        @Test("the last word of a long command line counts")
        func longLine() throws { try guest("long-line").mustEnd(in: .reboot) }
    }
}
