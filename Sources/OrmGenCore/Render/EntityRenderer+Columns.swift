// A value as a run of columns: reading it, binding it, and its values as the store holds them.
// SPDX-License-Identifier: MIT
import OrmSyntax

extension EntityRenderer {
    func columnGroup(_ writer: inout CodeWriter) {
        read(&writer)
        writer.line()
        bind(&writer)
        writer.line()
        storedValues(&writer)
    }

    private func read(_ writer: inout CodeWriter) {
        markDeprecated(&writer)
        writer.list(
            "\(access)init(",
            ["ormRow: borrowing \(orm("Row"))", "at ormFirst: Swift::Int32"],
            ") throws(\(orm("ColumnFault"))) {")
        writer.indented { writer in
            // One statement a field: type-checking stays linear however many there are.
            switch entity.entity.construction {
            case .assignment:
                for field in entity.fields {
                    writer.line("self.\(escaped(field.field.name)) = try \(reader(field))")
                }
            case .memberwise, .added:
                for (index, field) in entity.fields.enumerated() {
                    writer.line("let orm\(index) = try \(reader(field))")
                }
                let arguments = entity.entity.construction.arguments(entity.entity.fields)
                writer.list("self.init(", arguments, ")")
            }
        }
        writer.line("}")
    }

    /// A column's reader is named by its type and so called directly: Swift 6.3 does not devirtualise a requirement that
    /// throws a type.
    private func reader(_ field: FieldPlan) -> String {
        let cell =
            field.position == 0
            ? "ormRow.cell(at: ormFirst)" : "ormRow.cell(ormFirst, \(field.position))"
        return switch field.storage {
        case .column: "\(types.base(field.field.type)).ormRead(\(cell))"
        case .group(let group): "\(types.own(group))(ormRow: ormRow, at: \(at(field.position)))"
        case .optionalGroup:
            "\(types.base(field.field.type)).ormReadGroup(ormRow, at: \(at(field.position)))"
        }
    }

    private func bind(_ writer: inout CodeWriter) {
        markDeprecated(&writer)
        writer.list(
            "\(access)func ormBind(",
            ["to ormStatement: borrowing \(orm("Statement"))", "at ormFirst: Swift::Int32"],
            ") \(throwsStoreError) {")
        writer.indented { writer in
            for field in entity.fields {
                let name = field.storage.isOptionalGroup ? "ormBindGroup" : "ormBind"
                writer.line(
                    "try self.\(escaped(field.field.name)).\(name)"
                        + "(to: ormStatement, at: \(at(field.position)))")
            }
        }
        writer.line("}")
    }

    private func storedValues(_ writer: inout CodeWriter) {
        markDeprecated(&writer)
        let type = "[\(orm("StoredValue"))]"
        writer.block("\(access)var ormStoredValues: \(type)") { writer in
            let isFlat = entity.fields.allSatisfy { $0.storage == .column }
            if isFlat {
                let values = entity.fields.map {
                    "self.\(escaped($0.field.name)).ormStoredValue"
                }
                return writer.list("[", values, "]")
            }
            writer.line("var ormValues: \(type) = []")
            for field in entity.fields {
                let name = "self.\(escaped(field.field.name))"
                switch field.storage {
                case .column: writer.line("ormValues.append(\(name).ormStoredValue)")
                case .group:
                    writer.line("ormValues.append(contentsOf: \(name).ormStoredValues)")
                case .optionalGroup:
                    writer.line("ormValues.append(contentsOf: \(name).ormStoredGroupValues)")
                }
            }
            writer.line("return ormValues")
        }
    }

    /// `stored.name` for `stored.value.name`, where the name is free.
    func storedProperties(_ writer: inout CodeWriter) {
        let fields = entity.fields.filter { !["id", "value"].contains($0.field.name) }
        guard !fields.isEmpty else { return }
        writer.line()
        block("extension \(orm("Stored")) where Value == \(type)", &writer) { writer in
            for field in fields {
                let name = escaped(field.field.name)
                writer.markDeprecated(field.field.isDeprecated)
                writer.line(
                    "\(access)var \(name): \(types.spelling(field.field.type)) { self.value.\(name) }"
                )
            }
        }
    }
}

extension Construction {
    /// The arguments of the initialiser when the fields' values are in `orm0`, `orm1` and so on.
    func arguments(_ fields: [Field]) -> [String] {
        fields.enumerated().map { index, field in
            switch self {
            case .added where index > 0: "orm\(index)"
            case .added: "ormFields: orm0"
            case .memberwise, .assignment: "\(argumentLabel(field.name)): orm\(index)"
            }
        }
    }
}

extension FieldPlan.Storage {
    var isOptionalGroup: Bool {
        if case .optionalGroup = self { true } else { false }
    }
}
