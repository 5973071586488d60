// SPDX-License-Identifier: MIT
// A value as a group of columns: reading it, binding it, and its stored values.
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
            // One statement per field, so that type-checking is linear in the number of fields.
            switch entity.entity.construction {
            case .assignment:
                for field in entity.fields {
                    writer.line("self.\(escaped(field.field.name)) = try \(reader(field))")
                }
            case .memberwise, .memberwiseInType, .added:
                for (index, field) in entity.fields.enumerated() {
                    writer.line("let orm\(index) = try \(reader(field))")
                }
                entity.entity.construction.call(entity.entity.fields, &writer)
            }
        }
        writer.line("}")
    }

    /// Names a column's reader by its type, so that it is called directly. Swift 6.3 does not
    /// devirtualise a requirement with typed throws.
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

    /// Writes `stored.name` for `stored.value.name` if the name is free.
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
    /// Calls what constructs the value from the fields' values in `orm0`, `orm1` and so on.
    func call(_ fields: [Field], _ writer: inout CodeWriter) {
        let values = fields.indices.map { "orm\($0)" }
        switch self {
        case .added:
            let labelled = ["ormFields: \(values[0])"] + values.dropFirst()
            writer.list("self.init(", labelled, ")")
        case .memberwiseInType:
            writer.list("self = .ormMemberwise(", values, ")")
        case .memberwise, .assignment:
            let labelled = zip(fields, values).map { "\(argumentLabel($0.name)): \($1)" }
            writer.list("self.init(", labelled, ")")
        }
    }
}

extension FieldPlan.Storage {
    var isOptionalGroup: Bool {
        if case .optionalGroup = self { true } else { false }
    }
}
