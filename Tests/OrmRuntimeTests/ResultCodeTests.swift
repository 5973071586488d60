// Goal: SQLite's result codes become the errors that a program can act on. Method: a table of codes.
import CSQLite
import Testing

@testable import OrmRuntime

@Suite struct ResultCodeTests {
    @Test(arguments: [
        (
            SQLITE_IOERR | 32 << 8,
            StoreError.corrupt(path: "p", reason: "the checksum of a page does not fit")
        ),
        (SQLITE_IOERR | 33 << 8, .corrupt(path: "p", reason: "the volume it is on is damaged")),
        (SQLITE_IOERR | 4 << 8, .io(path: "p", code: SQLITE_IOERR | 4 << 8, reason: "why")),
        (SQLITE_CORRUPT, .corrupt(path: "p", reason: "why")),
        (SQLITE_FULL, .full(path: "p")),
        (SQLITE_READONLY, .readOnly(path: "p")),
        (SQLITE_BUSY, .busy(path: "p")),
    ])
    func codesBecomeErrors(code: Int32, error: StoreError) {
        #expect(StoreError(code: code, path: "p", reason: "why") == error)
    }

    @Test func aFailedChecksumSaysSo() {
        let error = StoreError(code: SQLITE_IOERR | 32 << 8, path: "p", reason: "disk I/O error")
        #expect("\(error)" == "'p' is damaged: the checksum of a page does not fit")
    }
}
