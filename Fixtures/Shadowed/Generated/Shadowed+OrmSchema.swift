// Generated for module Shadowed by orm-gen 0.1.0. Change the types, not this file.
import OrmRuntime

/// The store that all `@Persist` types of Shadowed live in.
enum ShadowedSchema: OrmRuntime.StoreSchema {
    static var name: String { "Shadowed" }
    static var fingerprint: UInt64 { 0x417a1fee7f1138d4 }
    static var slotCount: Int { 20 }
    static var runtimeContract: Int { OrmRuntime.OrmRuntimeVersion.v1 }
    static var tables: [OrmRuntime.Table] {
        [Match.ormTable, Transaction.ormTable, Table.ormTable]
    }
}
