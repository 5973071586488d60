// Generated for module Golden by orm-gen 0.1.0. Change the types, not this file.
public import OrmRuntime

/// The store that all `@Persist` types of Golden live in.
public nonisolated enum GoldenSchema: OrmRuntime.StoreSchema {
    public static var name: Swift::String { "Golden" }
    public static var fingerprint: Swift::UInt64 { 0x60d016cfec0e385a }
    public static var slotCount: Swift::Int { 58 }
    public static var runtimeContract: Swift::Int { OrmRuntime::OrmRuntimeVersion.v1 }
    public static var tables: [OrmRuntime::Table] {
        [
            Golden::Corner.ormTable, Golden::Tag.ormTable, Golden::Plain.ormTable,
            Golden::Archive.Page.ormTable, Golden::Everything.ormTable, Golden::Specimen.ormTable,
            Golden::LedgerLine.ormTable, Golden::Reading.ormTable, Golden::Book.ormTable,
            Golden::Note.ormTable, Golden::Loan.ormTable, Golden::Archive.Entry.ormTable
        ]
    }
}
