// Generated for module CrashModel by orm-gen 0.1.0. Change the types, not this file.
public import OrmRuntime

/// The store that all `@Persist` types of CrashModel live in.
public nonisolated enum CrashModelSchema: OrmRuntime.StoreSchema {
    public static var name: Swift::String { "CrashModel" }
    public static var fingerprint: Swift::UInt64 { 0x52122897dd61ced3 }
    public static var statementCount: Swift::Int { 15 }
    public static var runtimeContract: Swift::Int { OrmRuntime::OrmRuntimeVersion.v1 }
    public static var hasEnumerations: Swift::Bool { false }
    public static var tables: [OrmRuntime::Table] {
        [CrashModel::Note.ormTable, CrashModel::Photo.ormTable]
    }
}
