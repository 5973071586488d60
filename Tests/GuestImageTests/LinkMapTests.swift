// Goal: the bytes of a program are attributed to the objects and symbols the linker names. Method: a map cut from a
// real one, with the lines that are not pieces left in.
import Testing

@testable import GuestImage

private let map = """
                 VMA              LMA     Size Align Out     In      Symbol
                   0                0   100000     1 . = 0x100000
              100000           100000       14     4 .note.Xen
              100000           100000       14     4         /p/.build/x/debug/CBoot.build/boot.S.o:(.note.Xen)
              100020           100020       b6    16 .text
              100020           100020       96     1         /p/.build/x/debug/CBoot.build/boot.S.o:(.text.boot)
              100020           100020        0     1                 mirage_start32
              1000b6           1000b6       20     1         /p/.build/x/debug/Hello.build/A.swift.o:(.text.$e1)
              1000b6           1000b6        8     1                 first
              1000be           1000be       18     1                 second
              114000           114000    18000  4096 .bss
              114000           114000     3000  4096         /l/libswift_Concurrency.a(Actor.cpp.o):(.bss.boot)
              117000           117000        0     1         __mirage_stack_guard = .
                   0                0     1000     1 .debug_info
                   0                0     1000     1         /p/.build/x/debug/CBoot.build/boot.S.o:(.debug_info)

    """

@Test func piecesAreAttributedToModulesPartsAndSymbols() throws {
    let report = SizeReport(try LinkMap(map), readable: ["second": "Second.run()"])
    #expect(report.totals == [.code: 0xb6, .constants: 0x14, .zeroed: 0x18000])
    #expect(report.modules["CBoot"] == [.code: 0x96, .constants: 0x14])
    #expect(report.modules["Hello"] == [.code: 0x20])
    #expect(report.modules["swift_Concurrency"] == [.zeroed: 0x3000])
    #expect(report.modules[SizeReport.gaps] == [.zeroed: 0x15000])
    #expect(
        report.rows.map(\.name) == [
            "(.bss.boot)", "mirage_start32", "Second.run()", "(.note.Xen)", "first",
        ])
}

@Test(
    arguments: [
        ("/p/.build/x/debug/Guest.build/Boot.swift.o", "$e5OtherX", "Guest"),
        ("/l/libswift_Concurrency.a(Actor.cpp.o)", "_ZN1aE", "swift_Concurrency"),
        ("<internal>", "", "(linker)"),
        ("/p/.build/x/debug/Hello.lto.o", "$e9Unikernel6SignalC", "Unikernel"),
        ("/p/.build/x/debug/Hello.lto.o", "$eSa6appendyyxnF", "Swift"),
        ("/p/.build/x/debug/Hello.lto.o", "mirage_boot", SizeReport.unnamed),
        ("/p/.build/x/debug/Hello.lto.o", "OUTLINED_FUNCTION_7", SizeReport.outlined),
        ("/p/.build/x/debug/Hello.lto.o", "$e99Short", "Short"),
    ])
func modulesAreThoseOfObjectFilesOrNames(object: String, symbol: String, module: String) {
    #expect(SizeReport.module(of: object, symbol: symbol) == module)
}

@Test func textThatIsNoMapIsRefused() {
    for text in ["", "\n\n", "ELF", "0 0 0 .text"] {
        #expect(throws: GuestImageError.self) { try LinkMap(text) }
    }
}

@Test func linesThatAreCutOffArePassedOver() throws {
    for count in stride(from: map.utf8.count, to: 60, by: -1) {
        _ = try? LinkMap(String(map.utf8.prefix(count))!)
    }
}

@Test(
    arguments: [
        ("_ZN5swift9AsyncTask3runEv", "swift::AsyncTask::run"),
        ("_ZNK5swift9AsyncTask3runEv", "swift::AsyncTask::run"),
        ("_ZTVN12_GLOBAL__N_119DiscardingTaskGroupE", "DiscardingTaskGroup"),
        ("_ZL15jobHeapMetadata", "jobHeapMetadata"),
        ("_Z", nil), ("_ZN99abc", nil), ("$eSi", nil), ("main", nil),
    ] as [(String, String?)])
func wordsAreTakenFromNamesOfCXX(name: String, words: String?) {
    #expect(Demangler.wordsOfCXX(name) == words)
}
