// Generated for module Shadowed by orm-gen 0.1.0. Change the types, not this file.
import OrmRuntime

/// The store that all `@Persist` types of Shadowed live in.
nonisolated enum ShadowedSchema: OrmRuntime.StoreSchema {
    static var name: Swift::String { "Shadowed" }
    static var fingerprint: Swift::UInt64 { 0x250223e0dc508a38 }
    static var statementCount: Swift::Int { 20 }
    static var runtimeContract: Swift::Int { OrmRuntime::OrmRuntimeVersion.v1 }
    static var hasEnumerations: Swift::Bool { true }
    static var tables: [OrmRuntime::Table] {
        [Shadowed::Match.ormTable, Shadowed::Transaction.ormTable, Shadowed::Table.ormTable]
    }
}
