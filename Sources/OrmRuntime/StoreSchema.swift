// SPDX-License-Identifier: MIT

/// All tables of one module, which share one store. Generated code conforms one type per module,
/// named after it: `ContactsSchema` for a module `Contacts`.
public protocol StoreSchema: SendableMetatype {
    /// The module's name.
    static var name: String { get }
    /// A number that changes with any table.
    static var fingerprint: UInt64 { get }
    /// The number of statements of the schema's entities and the runtime.
    static var statementCount: Int { get }
    /// The tables of all entities of the module.
    static var tables: [Table] { get }
    /// Whether any column holds an enum, whose cases are then recorded and compared.
    static var hasEnumerations: Bool { get }
    /// The contract that the code was generated for, such as `OrmRuntimeVersion.v1`.
    static var runtimeContract: Int { get }
}

/// The version of the contract between generated code and this library. Generated code names its
/// version, so mismatched versions do not compile.
public enum OrmRuntimeVersion {
    /// The contract of this release.
    public static let v1 = 1
}
