// SPDX-License-Identifier: MIT
// The description of an entity's table for the runtime: columns, indexes, statements.
import OrmSyntax

extension EntityRenderer {
    func tableDescription(_ table: TablePlan, _ writer: inout CodeWriter) {
        let name = entity.entity.name
        let clause = SQLRenderer.clause(table.create)
        let rest = clause.isEmpty ? "" : ", clause: \(rawLiteral(clause))"
        let end = table.indexes.isEmpty ? ")" : ", indexes: ["
        writer.line("\(access)static let ormTable = \(orm("Table"))(")
        writer.indented { writer in
            writer.line("type: \(literal(name)), name: \(literal(table.name)),")
            columnArray("columns: [", "],", table.create, &writer)
            writer.line("key: \(positions(table.key.positions))\(rest)\(end)")
            guard !table.indexes.isEmpty else { return }
            writer.indented { writer in
                for index in table.indexes {
                    writer.line(
                        "\(orm("TableIndex"))(columns: \(positions(index.columns)), isUnique: \(index.isUnique), "
                            + "creation: \(rawLiteral(SQLRenderer.text(index.creation)))),")
                }
            }
            writer.line("])")
        }
    }

    func columnArray(
        _ opening: String, _ ending: String, _ table: CreateTable?, _ writer: inout CodeWriter
    ) {
        writer.line(opening)
        writer.indented { writer in
            for (position, column) in entity.columns.enumerated() {
                // The tables that contain a group define its columns.
                let definition = table.map { SQLRenderer.definition($0.columns[position]) } ?? ""
                let field = column.path == column.name ? "" : "field: \(literal(column.path)), "
                let optional = column.isOptional ? ", isOptional: true" : ""
                let opening =
                    "\(orm("Column"))(\(literal(column.name)), \(shortest(definition)), \(field)"
                    + "type: \(literal(column.storedType))\(optional)"
                if column.cases.isEmpty {
                    writer.line(opening + "),")
                } else {
                    writer.list(opening + ", cases: [", column.cases.map(self.case), "]),")
                }
            }
        }
        writer.line(ending)
    }

    private func `case`(_ item: EnumerationCase) -> String {
        let value =
            switch item.rawValue {
            case .integer(let number): "\(number)"
            case .text(let text): literal(text)
            case nil: preconditionFailure("a case without a known raw value is not listed")
            }
        return ".init(\(literal(item.name)), \(value)\(item.isWritten ? ", isWritten: true" : ""))"
    }

    private func shortest(_ text: String) -> String {
        text.contains { $0 == "\"" || $0 == "\\" } ? rawLiteral(text) : literal(text)
    }

    private func positions(_ positions: [Int]) -> String {
        "[" + positions.map(String.init).joined(separator: ", ") + "]"
    }

    func statements(_ table: TablePlan, _ writer: inout CodeWriter) {
        writer.line("\(access)static var ormNumber: Swift::Int { \(table.number) }")
        let selection = rawLiteral(SQLRenderer.text(table.selection))
        writer.line("\(access)static var ormSelection: Swift::StaticString { \(selection) }")
        statement("ormInsert", table.insert, &writer)
        if let upsert = table.upsert { statement("ormUpsert", upsert, &writer) }
        if let replace = table.replace { statement("ormReplace", replace, &writer) }
        statement("ormFind", table.find, &writer)
        statement("ormDelete", table.delete, &writer)
    }

    private func statement(_ name: String, _ plan: StatementPlan, _ writer: inout CodeWriter) {
        writer.line(
            "\(access)static var \(name): \(orm("StaticStatement")) { \(statementExpression(plan)) }"
        )
    }

    func statementExpression(_ plan: StatementPlan) -> String {
        let clearing = plan.bindsBytes ? "" : ", bindsBytes: false"
        return
            "\(orm("StaticStatement"))(\(plan.index), \(rawLiteral(SQLRenderer.text(plan.statement)))\(clearing))"
    }

    /// The type that reading returns.
    var record: String {
        entity.entity.key.isEmpty ? "\(orm("Stored"))<\(type)>" : type
    }

    /// Calls the type's own reader directly, not through a protocol.
    func recordReader(_ table: TablePlan, _ writer: inout CodeWriter) {
        let fault = orm("ColumnFault")
        markDeprecated(&writer)
        writer.list(
            "\(access)static func ormRecord(", ["_ ormRow: borrowing \(orm("Row"))"],
            ") -> Swift::Result<\(record), \(fault)> {")
        writer.indented { writer in
            let value = "try \(type)(ormRow: ormRow, at: 0)"
            let opening = "do throws(\(fault)) {"
            let ending = "} catch { return .failure(error) }"
            guard table.key.isEmpty else {
                return writer.line("\(opening) return .success(\(value)) \(ending)")
            }
            let row = "try ormRow.integer(at: \(entity.columns.count))"
            writer.line(opening)
            writer.indented { writer in
                writer.line("let ormID = \(orm("RowID"))<\(type)>(rawValue: \(row))")
                writer.line("return .success(.init(id: ormID, value: \(value)))")
            }
            writer.line(ending)
        }
        writer.line("}")
    }
}
