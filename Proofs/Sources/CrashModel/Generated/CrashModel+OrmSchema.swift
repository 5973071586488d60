// Generated for module CrashModel by orm-gen 0.1.0. Change the types, not this file.
public import OrmRuntime

/// The store that all `@Persist` types of CrashModel live in.
public enum CrashModelSchema: StoreSchema {
    public static var name: String { "CrashModel" }
    public static var fingerprint: UInt64 { 0x52122897dd61ced3 }
    public static var slotCount: Int { 15 }
    public static var runtimeContract: Int { OrmRuntimeVersion.v1 }
    public static var tables: [Table] {
        [Note.ormTable, Photo.ormTable]
    }
}
