// SPDX-License-Identifier: MIT
// The attributes that make types persistent. The build-tool plugin reads the same source and
// generates the code. The macros report mistakes in the editor and add members that only the type's
// own file can declare.

/// How the values of an `@Persist` type are stored.
public enum PersistStorage: Sendable {
    /// In a table of the type's own. A field of another type may hold the value as well.
    case table
    /// Only as a group of columns in the tables of the types that hold it in a field.
    case embedded
}

/// Makes a struct or an enum persistent.
///
/// Each stored property of the struct is a field: a `Bool`, an integer, a `Float`, a `Double`, a
/// `String`, a `[UInt8]`, a `@Persist` enum, another `@Persist` struct, or an optional of these.
/// An enum needs a raw type, `String` or an integer, and takes no arguments.
///
///     @Persist(table: "people", index: [["name", "age"]])
///     struct Person {
///         @Key var id: Int
///         var name: String
///         @Unique var mail: String
///         var age: Int?
///     }
///
/// Attributes are read, not run, so arguments must be literals.
///
/// A struct gets `init(ormFields:)` if a setter is private and the body declares an initialiser. It
/// gets `ormMemberwise` if a default is computed and the body declares none. Generated code, in
/// another file, creates values with them.
///
/// - Parameters:
///   - storage: `.embedded` for a struct that only exists inside others.
///   - table: the name of the table; the name of the type unless given.
///   - unique: lists of field names whose values together are unique.
///   - index: lists of field names to index together.
@attached(member, names: named(init), named(ormMemberwise))
public macro Persist(
    _ storage: PersistStorage = .table, table: String? = nil, unique: [[String]] = [],
    index: [[String]] = []
) = #externalMacro(module: "OrmMacros", type: "PersistMacro")

/// Makes a field the primary key of its `@Persist` struct, or part of it. Several keys form one
/// composite key in declaration order.
///
/// A key cannot be optional, a floating-point number or a struct. A struct without a key gets an
/// identifier from the store.
///
/// The store chooses the key of a field `@Key(.generated) var id: Int = 0`. 0 means not stored yet,
/// and `save` writes the new key into the value. No key is reused.
///
///     var contact = Contact(name: "Anil")
///     try contact.save(in: db)
///     print(contact.id)  // 1
@attached(peer)
public macro Key(_ source: KeySource = .natural) =
    #externalMacro(module: "OrmMacros", type: "KeyMacro")

/// Who chooses the keys of an `@Persist` struct.
public enum KeySource: Sendable {
    /// The program.
    case natural
    /// The store, counting up from 1. Only for a single key of type `Int` or `Int64`.
    case generated
}

/// Makes the values of a field unique among those stored.
///
/// A single optional field may be nil more than once. Nil equals nil where several values are
/// unique together: in a nested struct, or by the `unique` argument of
/// ``Persist(_:table:unique:index:)``.
@attached(peer)
public macro Unique() = #externalMacro(module: "OrmMacros", type: "UniqueMacro")

/// Indexes a field, so that filtering and sorting by it need not read the whole table.
///
/// For several fields together, see the `index` argument of ``Persist(_:table:unique:index:)``.
@attached(peer)
public macro Index() = #externalMacro(module: "OrmMacros", type: "IndexMacro")
