// SPDX-License-Identifier: MIT
// Nested structs become columns of one table. The rules: column names must differ under SQLite's
// comparison, their number is limited, and nesting must not be recursive.
import OrmSyntax

/// The columns of entities after flattening nested structs.
struct ColumnShape {
    /// SQLite's default SQLITE_MAX_COLUMN.
    static let columnsMax = 2000

    private let entities: [String: Entity]
    private var counts: [String: Int] = [:]
    private var names: [String: [String]] = [:]
    /// Entities that contain themselves, directly or indirectly. They have no columns.
    var recursive: Set<String> = []

    init(_ entities: [Entity]) {
        self.entities = Dictionary(
            entities.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func entity(_ name: String) -> Entity? { entities[name] }

    /// Returns the number of columns, at most one more than the limit.
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

    /// Returns the column names of an entity whose number of columns is within the limit.
    mutating func columns(_ name: String) -> [String] {
        if let known = names[name] { return known }
        guard let entity = entities[name], !recursive.contains(name) else { return [] }
        let all = entity.fields.flatMap { columns($0) }
        names[name] = all
        return all
    }

    /// Returns the column names of a field. A presence column has the field's own name.
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

    /// The struct of a group, optional or not.
    fileprivate var groupName: String? {
        switch self {
        case .group(let name): name
        case .optional(let wrapped): wrapped.groupName
        case .scalar, .enumeration: nil
        }
    }
}

extension Checker {
    /// Finds structs that contain themselves. Each cycle is reported once, at its beginning.
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

    /// Returns the shortest path through fields from an entity back to itself.
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
            // A nested struct that is itself too large is reported there.
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
            // Two columns of one name inside a struct are reported there.
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
