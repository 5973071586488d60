// SPDX-License-Identifier: MIT
import LabSupport
import Testing

extension GuestTests {
    @Suite struct WithoutXen {
        @Test(
            "a guest prints its line",
            arguments: [
                ("Hello", 16, "Hello from Swift"),
                ("AsyncHello", 16, "Hello from a task: 42"),
                // With memory on both sides of 4 GB.
                ("Hello", 4096, "Hello from Swift"),
            ])
        func prints(image: String, memory: Int, line: String) async throws {
            try await Boot(Checkout.image(image), memory: memory).mustPrint(line)
        }

        @Test(
            "facts hold",
            arguments: [
                ("FactGuest", "heap", 64, "HOLDS"),
                ("FactGuest", "tasks", 64, "HOLDS"),
                ("Protection", "", 64, "HOLDS"),
                // More than the gigabyte that the boot code maps.
                ("FactGuest", "heap", 1100, "up to its end HOLDS"),
            ])
        func facts(image: String, kind: String, memory: Int, part: String) async throws {
            try await Boot(Checkout.image(image), memory: memory, commandLine: kind).mustPrint(part)
        }

        @Test("a guest runs as dom0, whose start info has no memory map")
        func dom0() async throws {
            try await Boot(Checkout.image("AsyncHello"), on: .dom0)
                .mustPrint("Hello from a task: 42")
        }

        @Test("a fact about Xen says that there is none")
        func needsXen() async throws {
            try await Boot(Checkout.image("FactGuest"), memory: 16, commandLine: "events")
                .mustPrint("this guest needs Xen")
        }

        @Test("facts hold on this machine's processor (KVM)")
        func processor() async throws {
            do {
                try await Boot(
                    Checkout.image("FactGuest"), on: .processor, memory: 64, commandLine: "tasks"
                ).mustPrint("HOLDS")
            } catch LabError.trouble(let words) {
                // It is about this machine; anything else is the guest's doing.
                try Test.cancel("\(words)")
            }
        }
    }
}
