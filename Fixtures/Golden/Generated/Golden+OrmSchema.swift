// Generated for module Golden by orm-gen 0.1.0. Change the types, not this file.
public import OrmRuntime

/// The store that all `@Persist` types of Golden live in.
public nonisolated enum GoldenSchema: OrmRuntime.StoreSchema {
    public static var name: Swift::String { "Golden" }
    public static var fingerprint: Swift::UInt64 { 0x59bba8504ffc18b8 }
    public static var statementCount: Swift::Int { 86 }
    public static var runtimeContract: Swift::Int { OrmRuntime::OrmRuntimeVersion.v1 }
    public static var hasEnumerations: Swift::Bool { true }
    public static var tables: [OrmRuntime::Table] {
        var ormTables: [OrmRuntime::Table] = []
        ormTables.append(Golden::Corner.ormTable)
        ormTables.append(Golden::Tag.ormTable)
        ormTables.append(Golden::Plain.ormTable)
        ormTables.append(Golden::Archive.Page.ormTable)
        ormTables.append(Golden::Adjusted.ormTable)
        ormTables.append(Golden::Guarded.ormTable)
        ormTables.append(Golden::Sealed.ormTable)
        #if (DEBUG)
        ormTables.append(Golden::Trial.ormTable)
        #endif
        ormTables.append(Golden::Everything.ormTable)
        ormTables.append(Golden::Specimen.ormTable)
        ormTables.append(Golden::Ticket.ormTable)
        ormTables.append(Golden::Pairing.ormTable)
        ormTables.append(Golden::LedgerLine.ormTable)
        ormTables.append(Golden::Reading.ormTable)
        ormTables.append(Golden::Book.ormTable)
        ormTables.append(Golden::Note.ormTable)
        ormTables.append(Golden::Loan.ormTable)
        ormTables.append(Golden::Archive.Entry.ormTable)
        return ormTables
    }
}
