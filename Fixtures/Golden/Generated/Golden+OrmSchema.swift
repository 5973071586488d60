// Generated for module Golden by orm-gen 0.1.0. Change the types, not this file.
import OrmRuntime

/// The store that all `@Persist` types of Golden live in.
enum GoldenSchema: StoreSchema {
    static var name: String { "Golden" }
    static var fingerprint: UInt64 { 0x2c7ab4aecdec5588 }
    static var slotCount: Int { 34 }
    static var runtimeContract: Int { OrmRuntimeVersion.v1 }
    static var tables: [Table] {
        [
            Everything.ormTable,
            Specimen.ormTable,
            Book.ormTable,
            Note.ormTable,
            Loan.ormTable,
            Archive.Entry.ormTable
        ]
    }
}
