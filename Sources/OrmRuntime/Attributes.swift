// SPDX-License-Identifier: MIT
// The attributes that make types persistent. The build-tool plugin reads the same source and writes the code; the macros
// behind the attributes show mistakes where they are made, and add what only a type's own file can do.

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
/// Attributes are read, not run: the arguments are literals.
///
/// A struct gets `init(ormFields:)` where a setter is private and the body declares an initialiser, and `ormMemberwise`
/// where a default is computed and it declares none: generated code, in another file, makes values with them.
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

/// Makes a field the primary key of its `@Persist` struct, or part of it: several keys form one
/// composite key in the order of their declaration.
///
/// A key is not optional, not a floating-point number and not a struct. A struct without a key gets
/// an identifier from the store.
///
/// The store chooses the keys of a field `@Key(.generated) var id: Int = 0`: 0 stands for not stored
/// yet, and `save` writes the new key into the value. No key is given out twice.
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
    /// The store, which counts up from 1; for a single key of type `Int` or `Int64`.
    case generated
}

/// Makes the values of a field unique among those stored.
///
/// A single optional field may be nil more than once. Where several values are unique together, in a
/// nested struct or by the `unique` argument of ``Persist(_:table:unique:index:)``, nil equals nil.
@attached(peer)
public macro Unique() = #externalMacro(module: "OrmMacros", type: "UniqueMacro")

/// Indexes a field, so that looking it up and ordering by it do not read the whole table.
///
/// For several fields together, see the `index` argument of ``Persist(_:table:unique:index:)``.
@attached(peer)
public macro Index() = #externalMacro(module: "OrmMacros", type: "IndexMacro")
