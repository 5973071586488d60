// SPDX-License-Identifier: MIT
// Descriptions of a plan for people: `orm-gen explain` and `orm-gen schema`.
import OrmSyntax

/// Describes a plan for `orm-gen explain` and `orm-gen schema`.
public enum Explanation {
    /// Returns the statements that create all tables and indexes, in order, each ended by a
    /// semicolon and a line break.
    public static func schema(of plan: Plan) -> String {
        plan.tables.flatMap { $0.table.creation }
            .map { SQLRenderer.text($0) + ";\n" }.joined()
    }

    /// Returns the model, plan and SQL of every type, in lines indented under the type.
    public static func text(of plan: Plan) -> String {
        var writer = CodeWriter()
        writer.line(
            "module \(plan.target): \(plan.tables.count) tables, \(plan.statementCount) statements")
        for enumeration in plan.enumerations { explain(enumeration, &writer) }
        for entity in plan.entities { explain(entity, &writer) }
        return writer.text
    }

    private static func explain(_ enumeration: RawEnumeration, _ writer: inout CodeWriter) {
        writer.line()
        writer.line("enum \(enumeration.name), stored as \(enumeration.rawType.rawValue)")
        writer.indented { writer in
            for item in enumeration.cases {
                let value =
                    switch item.rawValue {
                    case .integer(let number): " = \(number)"
                    case .text(let text): " = \(literal(text))"
                    case nil: ""
                    }
                writer.line(item.name + value)
            }
        }
    }

    private static func explain(_ entity: EntityPlan, _ writer: inout CodeWriter) {
        writer.line()
        let table = entity.table.map { "table \($0.name)" } ?? "a group of columns"
        writer.line("struct \(entity.entity.name), \(table) (\(entity.entity.location))")
        writer.indented { writer in
            writer.line("model")
            writer.indented { writer in
                for field in entity.fields {
                    writer.line("\(field.field.name): \(field.swiftType)\(role(of: field, entity))")
                }
            }
            writer.line("plan")
            writer.indented { writer in
                for (position, column) in entity.columns.enumerated() {
                    let null = column.isOptional ? "" : " NOT NULL"
                    writer.line("\(position) \(column.name) \(column.affinity.rawValue)\(null)")
                }
                for index in entity.table?.indexes ?? [] {
                    let kind = index.isUnique ? "unique" : "index"
                    writer.line("\(kind) (\(index.fields.joined(separator: ", ")))")
                }
            }
            if let table = entity.table { statements(table, &writer) }
        }
    }

    private static func role(of field: FieldPlan, _ entity: EntityPlan) -> String {
        guard entity.entity.key.contains(field.field.name) else { return "" }
        return entity.entity.isKeyGenerated ? ", generated key" : ", key"
    }

    private static func statements(_ table: TablePlan, _ writer: inout CodeWriter) {
        writer.line("SQL")
        writer.indented { writer in
            for statement in table.creation {
                for line in SQLRenderer.text(statement).split(separator: "\n") {
                    writer.line(String(line))
                }
            }
            for plan in table.statements {
                writer.line("statement \(plan.index): \(SQLRenderer.text(plan.statement))")
            }
        }
    }
}
