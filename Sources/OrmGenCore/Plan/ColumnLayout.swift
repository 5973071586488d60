// SPDX-License-Identifier: MIT
// Converts fields to columns: one each, or a group for a nested struct.
import OrmSyntax

struct ColumnLayout {
    private let model: Model

    init(_ model: Model) {
        self.model = model
    }

    func fields(of entity: Entity) -> [FieldPlan] {
        var position = 0
        return entity.fields.map { field in
            let width = columns(of: field, prefix: "", path: "", isOptional: false).count
            defer { position += width }
            return FieldPlan(
                field: field, swiftType: spelling(field.type), storage: storage(field.type),
                position: position, width: width)
        }
    }

    func columns(of entity: Entity) -> [ColumnPlan] {
        columns(of: entity, prefix: "", path: "", isOptional: false)
    }

    private func columns(
        of entity: Entity, prefix: String, path: String, isOptional: Bool
    ) -> [ColumnPlan] {
        entity.fields.flatMap {
            columns(of: $0, prefix: prefix, path: path, isOptional: isOptional)
        }
    }

    /// `isOptional` is true inside an optional group, whose columns are all NULL if it is nil.
    private func columns(
        of field: Field, prefix: String, path: String, isOptional: Bool
    ) -> [ColumnPlan] {
        let name = prefix + field.name
        let fieldPath = path + field.name
        switch field.type {
        case .group(let type):
            return group(type, name, fieldPath, isOptional)
        case .optional(.group(let type)):
            let presence = ColumnPlan(
                name: name, path: fieldPath, storedType: "group?", affinity: .integer,
                isOptional: true, defaultValue: nil, cases: [])
            return [presence] + group(type, name, fieldPath, true)
        case .optional(let wrapped):
            let scalar = scalar(wrapped)
            return [
                ColumnPlan(
                    name: name, path: fieldPath, storedType: scalar.rawValue + "?",
                    affinity: scalar.affinity, isOptional: true,
                    defaultValue: field.defaultValue?.sql(as: scalar), cases: cases(wrapped))
            ]
        case .scalar, .enumeration:
            let scalar = scalar(field.type)
            return [
                ColumnPlan(
                    name: name, path: fieldPath, storedType: scalar.rawValue,
                    affinity: scalar.affinity, isOptional: isOptional,
                    defaultValue: isOptional ? nil : field.defaultValue?.sql(as: scalar),
                    cases: cases(field.type))
            ]
        }
    }

    private func group(
        _ type: String, _ name: String, _ path: String, _ isOptional: Bool
    ) -> [ColumnPlan] {
        guard let entity = model.entity(named: type) else { unchecked(type) }
        return columns(of: entity, prefix: name + "_", path: path + ".", isOptional: isOptional)
    }

    private func storage(_ type: FieldType) -> FieldPlan.Storage {
        switch type {
        case .group(let name): .group(name)
        case .optional(.group(let name)): .optionalGroup(name)
        default: .column
        }
    }

    private func scalar(_ type: FieldType) -> Scalar {
        switch type {
        case .scalar(let scalar): return scalar
        case .enumeration(let name):
            guard let type = model.enumerations.first(where: { $0.name == name }) else {
                unchecked(name)
            }
            return type.rawType
        case .optional(let wrapped): return scalar(wrapped)
        case .group(let name): unchecked(name)
        }
    }

    private func cases(_ type: FieldType) -> [EnumerationCase] {
        guard case .enumeration(let name) = type else { return [] }
        let cases = model.enumerations.first { $0.name == name }?.cases ?? []
        return cases.filter { $0.rawValue != nil }
    }

    private func spelling(_ type: FieldType) -> String {
        switch type {
        case .scalar(let scalar): scalar.rawValue
        case .enumeration(let name), .group(let name): escapedPath(name)
        case .optional(let wrapped): spelling(wrapped) + "?"
        }
    }

    /// Traps on an unresolved name, which would be a bug in the check stage.
    private func unchecked(_ name: String) -> Never {
        preconditionFailure("the model names '\(name)' and does not define it")
    }
}

extension Scalar {
    var affinity: SQLType {
        switch self {
        case .bool, .int, .int8, .int16, .int32, .int64, .uint, .uint8, .uint16, .uint32, .uint64:
            .integer
        case .float, .double: .any
        case .string: .text
        case .bytes: .blob
        }
    }
}

extension Literal {
    /// Returns the default as SQL, as the runtime stores the type.
    func sql(as scalar: Scalar) -> SQLLiteral? {
        switch (self, scalar) {
        case (.boolean(let value), .bool): .integer(value ? 1 : 0)
        case (.integer(let digits), .uint), (.integer(let digits), .uint64):
            // The top bit is flipped, as in ColumnValue.
            UInt64(digits).map { .integer(Int64(bitPattern: $0 ^ (1 << 63))) }
        case (.integer(let digits), .float), (.float(let digits), .float):
            .real(nearest: Float(digits))
        case (.integer(let digits), .double), (.float(let digits), .double):
            .real(nearest: Double(digits))
        case (.integer(let digits), _) where scalar.affinity == .integer:
            Int64(digits).map { .integer($0) }
        case (.string(let text), .string) where !text.utf8.contains(0): .text(text)
        default: nil
        }
    }
}

extension SQLLiteral {
    /// Returns the number that Swift reads from a literal, in digits that SQLite reads as the same
    /// number: `0.1` as a Float is 0.10000000149011612.
    fileprivate static func real(nearest value: (some BinaryFloatingPoint)?) -> SQLLiteral? {
        value.flatMap { $0.isFinite ? .real(Double($0).description) : nil }
    }
}
