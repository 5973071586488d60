// SPDX-License-Identifier: MIT

/// All tables of one module, which live together in one store. Generated code conforms one type per
/// module, named after it: `ContactsSchema` for a module `Contacts`.
public protocol StoreSchema: SendableMetatype {
    /// The module's name.
    static var name: String { get }
    /// A number that changes whenever a table does.
    static var fingerprint: UInt64 { get }
    /// How many statements the schema's entities have, the runtime's included.
    static var statementCount: Int { get }
    /// The tables of all entities of the module.
    static var tables: [Table] { get }
    /// Whether any column is of an enum: only then are there cases to be recorded and compared.
    static var hasEnumerations: Bool { get }
    /// The contract the code was generated for, such as `OrmRuntimeVersion.v1`.
    static var runtimeContract: Int { get }
}

/// The version of the contract between generated code and this library. Generated code names the one it
/// was written for, so that a mixture of versions does not compile.
public enum OrmRuntimeVersion {
    /// The contract of this release.
    public static let v1 = 1
}
