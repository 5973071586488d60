// Generated for module Golden by orm-gen 0.1.0. Change the types, not this file.
public import OrmRuntime

/// The store that all `@Persist` types of Golden live in.
public enum GoldenSchema: StoreSchema {
    public static var name: String { "Golden" }
    public static var fingerprint: UInt64 { 0x9b4f2a2e693cd1e6 }
    public static var slotCount: Int { 50 }
    public static var runtimeContract: Int { OrmRuntimeVersion.v1 }
    public static var tables: [Table] {
        [
            Corner.ormTable,
            Tag.ormTable,
            Plain.ormTable,
            Archive.Page.ormTable,
            Everything.ormTable,
            Specimen.ormTable,
            Book.ormTable,
            Note.ormTable,
            Loan.ormTable,
            Archive.Entry.ormTable
        ]
    }
}
