// SPDX-License-Identifier: MIT
// Structs in structs become columns of one table. Their names must differ as SQLite compares them,
// there may only be so many, and the nesting must end.
import OrmSyntax

/// The columns entities come to once nested structs are flattened.
struct ColumnShape {
    /// SQLite's default SQLITE_MAX_COLUMN.
    static let columnsMax = 2000

    private let entities: [String: Entity]
    private var counts: [String: Int] = [:]
    private var names: [String: [String]] = [:]
    /// Entities that contain themselves, directly or through others; they have no shape.
    var recursive: Set<String> = []

    init(_ entities: [Entity]) {
        self.entities = Dictionary(
            entities.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func entity(_ name: String) -> Entity? { entities[name] }

    /// The number of columns, at most one more than allowed.
    mutating func count(_ name: String) -> Int {
        if let known = counts[name] { return known }
        guard let entity = entities[name], !recursive.contains(name) else { return 0 }
        var sum = 0
        for field in entity.fields {
            let presence = field.type.isOptional ? 1 : 0
            sum += field.type.groupName.map { count($0) + presence } ?? 1
            sum = min(sum, Self.columnsMax + 1)
        }
        counts[name] = sum
        return sum
    }

    /// The names of the columns of an entity with an acceptable number of them.
    mutating func columns(_ name: String) -> [String] {
        if let known = names[name] { return known }
        guard let entity = entities[name], !recursive.contains(name) else { return [] }
        let all = entity.fields.flatMap { columns($0) }
        names[name] = all
        return all
    }

    /// The names of the columns of one field: a presence column has the field's own name.
    mutating func columns(_ field: Field) -> [String] {
        guard let group = field.type.groupName else { return [field.name] }
        let presence = field.type.isOptional ? [field.name] : []
        return presence + columns(group).map { "\(field.name)_\($0)" }
    }
}

extension FieldType {
    fileprivate var isOptional: Bool {
        if case .optional = self { true } else { false }
    }

    /// The struct behind a group, optional or not.
    fileprivate var groupName: String? {
        switch self {
        case .group(let name): name
        case .optional(let wrapped): wrapped.groupName
        case .scalar, .enumeration: nil
        }
    }
}

extension Checker {
    /// Finds structs that contain themselves; each cycle is reported once, where it begins.
    mutating func checkRecursion(_ entities: [Entity], _ shape: inout ColumnShape) {
        var reported: Set<String> = []
        for entity in entities {
            guard let cycle = cycle(from: entity, shape) else { continue }
            shape.recursive.insert(entity.name)
            let members = cycle.map(\.owner)
            guard let first = cycle.first, reported.isDisjoint(with: members) else { continue }
            reported.formUnion(members)
            let path = cycle.map { "'\($0.owner).\($0.field.name)'" }.joined(separator: ", ")
            report(
                .recursiveValue, "'\(entity.name)' contains itself through \(path)",
                suggestion: "store the key of the other value", at: first.field.location)
        }
    }

    private typealias Step = (owner: String, field: Field)

    /// The shortest way through fields from an entity back to itself.
    private func cycle(from start: Entity, _ shape: ColumnShape) -> [Step]? {
        var queue: [(entity: Entity, path: [Step])] = [(start, [])]
        var seen: Set<String> = []
        var position = 0
        while position < queue.count {
            let (entity, path) = queue[position]
            position += 1
            for field in entity.fields {
                guard let name = field.type.groupName else { continue }
                let way = path + [(entity.name, field)]
                if name == start.name { return way }
                if seen.insert(name).inserted, let next = shape.entity(name) {
                    queue.append((next, way))
                }
            }
        }
        return nil
    }

    mutating func checkColumns(_ entities: [Entity], _ shape: inout ColumnShape) {
        for entity in entities where !shape.recursive.contains(entity.name) {
            let count = shape.count(entity.name)
            guard count > ColumnShape.columnsMax else {
                checkColumnNames(entity, &shape)
                continue
            }
            // A nested struct that is too large itself is reported there.
            var isInherited = false
            for field in entity.fields {
                guard let group = field.type.groupName else { continue }
                isInherited = isInherited || shape.count(group) > ColumnShape.columnsMax
            }
            if isInherited { continue }
            report(
                .tooManyColumns,
                "'\(entity.name)' has more than \(ColumnShape.columnsMax) columns, "
                    + "counting those of nested structs",
                suggestion: "split it into several types", at: entity.location)
        }
    }

    private mutating func checkColumnNames(_ entity: Entity, _ shape: inout ColumnShape) {
        var owners: [[UInt8]: (field: Field, column: String)] = [:]
        for field in entity.fields {
            // Two columns inside one struct are reported there.
            let columns = shape.columns(field)
            if let column = columns.first(where: { owners[asciiLowercased($0)] != nil }),
                let owner = owners[asciiLowercased(column)]
            {
                report(
                    .duplicateColumn,
                    "fields '\(owner.field.name)' and '\(field.name)' of '\(entity.name)' "
                        + "both use column '\(column)'",
                    suggestion: owner.column == column
                        ? "rename one of them" : "rename one of them, SQLite ignores case",
                    at: field.location)
                continue
            }
            for column in columns { owners[asciiLowercased(column)] = (field, column) }
        }
    }
}
