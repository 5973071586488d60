// SPDX-License-Identifier: MIT
// Writes one entity as Swift: its table, its columns, and the typed vocabulary of its queries.
//
// The output does not depend on name lookup or the target's settings: types and functions of other
// modules are qualified with their module, and isolation and access are explicit.
// (Documentation/GeneratedCode.md, "Any target".)
import OrmSyntax

struct EntityRenderer {
    let plan: Plan
    let entity: EntityPlan
    let types: SwiftTypes
    /// The type's name as generated code writes it.
    let type: String
    /// The access modifier, such as `public `.
    let access: String

    init(_ entity: EntityPlan, _ plan: Plan) {
        self.entity = entity
        self.plan = plan
        types = SwiftTypes(target: plan.target)
        type = types.own(entity.entity.name)
        access = entity.entity.access.prefix
    }

    func render(to writer: inout CodeWriter) {
        let name = entity.entity.name
        writer.line()
        writer.line(
            "// MARK: - \(name), \(entity.table.map { "table \($0.name)" } ?? "a group of columns")"
        )
        writer.line()
        entity.entity.circumstances.render(to: &writer) { writer in
            columns(&writer)
            vocabulary(&writer)
            guard let table = entity.table else { return }
            queries(table, &writer)
            if table.key.isEmpty { storedProperties(&writer) }
        }
    }

    private func columns(_ writer: inout CodeWriter) {
        guard let table = entity.table else {
            return block("extension \(type): \(conformance("OrmRuntime", "ColumnGroup"))", &writer)
            { writer in
                writer.line(
                    "\(access)static var ormColumnCount: Swift::Int32 { \(entity.columns.count) }")
                columnArray(
                    "\(access)static let ormColumns: [\(orm("Column"))] = [", "]", nil, &writer)
                writer.line()
                columnGroup(&writer)
            }
        }
        block("extension \(type): \(conformance("OrmRuntime", role(table)))", &writer) { writer in
            writer.line("\(access)typealias OrmSchema = \(types.own(plan.schemaName))")
            identity(table, &writer)
            writer.line()
            tableDescription(table, &writer)
            writer.line()
            statements(table, &writer)
            writer.line()
            recordReader(table, &writer)
            writer.line()
            columnGroup(&writer)
        }
    }

    private func role(_ table: TablePlan) -> String {
        if table.key.isEmpty { return "KeylessEntity" }
        return entity.entity.isKeyGenerated ? "GeneratedKeyEntity" : "NaturalKeyEntity"
    }

    /// Writes a nonisolated extension, whatever the target's default isolation is.
    func block(_ opening: String, _ writer: inout CodeWriter, _ body: (inout CodeWriter) -> Void) {
        writer.lines(entity.entity.circumstances.availability)
        writer.block("nonisolated " + opening, body)
    }

    /// Marks a function that uses every field as deprecated if one is.
    func markDeprecated(_ writer: inout CodeWriter) {
        writer.markDeprecated(entity.fields.contains(where: \.field.isDeprecated))
    }

    // MARK: Identity

    private func identity(_ table: TablePlan, _ writer: inout CodeWriter) {
        switch table.key.count {
        case 0:
            writer.line("\(access)typealias ID = \(orm("RowID"))<\(type)>")
        case 1:
            let key = types.spelling(table.key[0].field.type)
            let property = "self.\(escaped(table.key[0].field.name))"
            writer.line("\(access)typealias ID = \(key)")
            markDeprecated(&writer)
            writer.line(
                entity.entity.isKeyGenerated
                    ? "\(access)var ormID: \(key) { get { \(property) } set { \(property) = newValue } }"
                    : "\(access)var ormID: \(key) { \(property) }")
        default:
            compositeIdentity(table.key, &writer)
        }
    }

    private func compositeIdentity(_ key: [FieldPlan], _ writer: inout CodeWriter) {
        let names = key.map { escaped($0.field.name) }
        let properties = key.map {
            "\(escaped($0.field.name)): \(types.spelling($0.field.type))"
        }
        let parameters = key.enumerated().map { index, field in
            "\(label(field.field.name)) orm\(index): \(types.spelling(field.field.type))"
        }
        writer.line()
        writer.line("/// The key: \(key.map(\.field.name).joined(separator: ", ")).")
        writer.block("\(access)nonisolated struct ID: Swift.Hashable, Swift.Sendable") { writer in
            for property in properties { writer.line("\(access)var \(property)") }
            writer.line()
            writer.list("\(access)init(", parameters, ") {")
            writer.indented { writer in
                for (index, name) in names.enumerated() {
                    writer.line("self.\(name) = orm\(index)")
                }
            }
            writer.line("}")
        }
        writer.line()
        markDeprecated(&writer)
        writer.line("\(access)var ormID: ID {")
        writer.indented {
            $0.list(
                "ID(",
                key.map { "\(argumentLabel($0.field.name)): self.\(escaped($0.field.name))" }, ")")
        }
        writer.line("}")
        writer.line()
        writer.list(
            "\(access)static func ormBind(",
            [
                "_ ormID: ID", "to ormStatement: borrowing \(orm("Statement"))",
                "at ormFirst: Swift::Int32",
            ],
            ") \(throwsStoreError) {")
        writer.indented { writer in
            for (offset, name) in names.enumerated() {
                writer.line("try ormID.\(name).ormBind(to: ormStatement, at: \(at(offset)))")
            }
        }
        writer.line("}")
    }

    /// Returns the expression for the position of a column or parameter.
    func at(_ offset: Int) -> String {
        offset == 0 ? "ormFirst" : "\(orm("ormAt"))(ormFirst, \(offset))"
    }
}

extension Circumstances {
    /// Writes the body under the type's `#if`.
    func render(to writer: inout CodeWriter, _ body: (inout CodeWriter) -> Void) {
        guard let condition else { return body(&writer) }
        writer.line("#if \(condition)")
        body(&writer)
        writer.line("#endif")
    }
}
