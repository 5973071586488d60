// One entity as Swift: its columns, its table, and the typed vocabulary of its queries.
// SPDX-License-Identifier: MIT
import OrmSyntax

struct EntityRenderer {
    let plan: Plan
    let entity: EntityPlan
    /// The type's name as source writes it.
    let type: String
    /// `public ` and the like.
    let access: String
    let orm: RuntimeNames

    init(_ entity: EntityPlan, _ plan: Plan) {
        self.entity = entity
        self.plan = plan
        type = escapedPath(entity.entity.name)
        access = entity.entity.access.prefix
        orm = RuntimeNames(declared: plan.declaredTypes)
    }

    func render(to writer: inout CodeWriter) {
        writer.line()
        if let table = entity.table {
            storage(table, &writer)
        } else {
            writer.line("// MARK: - \(type), a group of columns")
            writer.line()
            writer.block("extension \(type): \(orm("ColumnGroup"))") {
                columnGroup(&$0, isStatic: true)
            }
        }
        vocabulary(&writer)
        guard let table = entity.table else { return }
        queries(table, &writer)
        if table.key.isEmpty { storedProperties(&writer) }
    }

    private func storage(_ table: TablePlan, _ writer: inout CodeWriter) {
        writer.line("// MARK: - \(type), table \(table.name)")
        writer.line()
        let role = table.key.isEmpty ? orm("KeylessEntity") : orm("KeyedEntity")
        writer.block("extension \(type): \(role)") { writer in
            writer.line("\(access)typealias OrmSchema = \(plan.schemaName)")
            identity(table, &writer)
            writer.line()
            tableDescription(table, &writer)
            writer.line()
            statements(table, &writer)
            writer.line()
            recordReader(table, &writer)
            writer.line()
            columnGroup(&writer, isStatic: false)
        }
    }

    // MARK: Identity

    private func identity(_ table: TablePlan, _ writer: inout CodeWriter) {
        switch table.key.count {
        case 0:
            writer.line("\(access)typealias ID = \(orm("RowID"))<\(type)>")
        case 1:
            let key = table.key[0]
            writer.line("\(access)typealias ID = \(key.swiftType)")
            writer.line()
            writer.line("\(access)var ormID: ID { self.\(escaped(key.field.name)) }")
            writer.line()
            bindIdentity(&writer) { $0.line("try ormID.ormBind(to: ormStatement, at: ormFirst)") }
        default:
            compositeIdentity(table.key, &writer)
        }
    }

    private func compositeIdentity(_ key: [FieldPlan], _ writer: inout CodeWriter) {
        let names = key.map { escaped($0.field.name) }
        let parameters = key.map { "\(label($0.field.name)): \($0.swiftType)" }
        let properties = key.map { "\(escaped($0.field.name)): \($0.swiftType)" }
        let arguments = key.map {
            "\(argumentLabel($0.field.name)): self.\(escaped($0.field.name))"
        }
        writer.line()
        writer.line("/// The key: \(key.map(\.field.name).joined(separator: ", ")).")
        writer.block("\(access)struct ID: Hashable, Sendable") { writer in
            for property in properties { writer.line("\(access)var \(property)") }
            writer.line()
            writer.list("\(access)init(", parameters, ") {")
            writer.indented { writer in
                for name in names { writer.line("self.\(name) = \(name)") }
            }
            writer.line("}")
        }
        writer.line()
        writer.line("\(access)var ormID: ID {")
        writer.indented { $0.list("ID(", arguments, ")") }
        writer.line("}")
        writer.line()
        bindIdentity(&writer) { writer in
            for (offset, name) in names.enumerated() {
                writer.line("try ormID.\(name).ormBind(to: ormStatement, at: \(at(offset)))")
            }
        }
    }

    private func bindIdentity(_ writer: inout CodeWriter, _ body: (inout CodeWriter) -> Void) {
        writer.list(
            "\(access)static func ormBind(",
            [
                "_ ormID: ID", "to ormStatement: borrowing \(orm("Statement"))",
                "at ormFirst: Int32",
            ],
            ") throws(\(orm("StoreError"))) {")
        writer.indented(body)
        writer.line("}")
    }

    // MARK: Table

    private func tableDescription(_ table: TablePlan, _ writer: inout CodeWriter) {
        writer.line("\(access)static let ormTable = \(orm("Table"))(")
        writer.indented { writer in
            writer.line("type: \(literal(entity.entity.name)), name: \(literal(table.name)),")
            columnArray("columns: [", "],", &writer)
            writer.line(
                "key: \(positions(table.key.positions)),"
            )
            let indexes = table.indexes.map {
                "\(orm("TableIndex"))(columns: \(positions($0.columns)), isUnique: \($0.isUnique))"
            }
            writer.list("indexes: [", indexes, "],")
            writer.line("creation: [")
            writer.indented { writer in
                for statement in table.creation { sqlLiteral(statement, &writer) }
            }
            writer.line("])")
        }
    }

    private func columnArray(_ opening: String, _ ending: String, _ writer: inout CodeWriter) {
        writer.line(opening)
        writer.indented { writer in
            for column in entity.columns {
                let optional = column.isOptional ? ", isOptional: true" : ""
                writer.line(
                    "\(orm("Column"))(name: \(literal(column.name)), field: \(literal(column.path)), "
                        + "type: \(literal(column.storedType))\(optional)),")
            }
        }
        writer.line(ending)
    }

    private func positions(_ positions: [Int]) -> String {
        "[" + positions.map(String.init).joined(separator: ", ") + "]"
    }

    private func sqlLiteral(_ statement: SQLStatement, _ writer: inout CodeWriter) {
        let text = SQLRenderer.text(statement)
        guard text.contains("\n") else { return writer.line(rawLiteral(text) + ",") }
        writer.line("#\"\"\"")
        for line in text.split(separator: "\n") { writer.line(String(line)) }
        writer.line("\"\"\"#,")
    }

    private func statements(_ table: TablePlan, _ writer: inout CodeWriter) {
        writer.line("\(access)static var ormNumber: Int { \(table.number) }")
        writer.line("\(access)static var ormSelection: StaticString {")
        writer.indented { $0.line(rawLiteral(SQLRenderer.text(table.selection))) }
        writer.line("}")
        slot("ormInsert", table.insert, &writer)
        if let upsert = table.upsert { slot("ormUpsert", upsert, &writer) }
        if let replace = table.replace { slot("ormReplace", replace, &writer) }
        slot("ormFind", table.find, &writer)
        slot("ormDelete", table.delete, &writer)
    }

    private func slot(_ name: String, _ slot: SlotPlan, _ writer: inout CodeWriter) {
        writer.line("\(access)static var \(name): \(orm("Slot")) {")
        writer.indented { $0.line(slotExpression(slot)) }
        writer.line("}")
    }

    func slotExpression(_ slot: SlotPlan) -> String {
        let clearing = slot.bindsBytes ? "" : ", bindsBytes: false"
        return
            "\(orm("Slot"))(\(slot.index), \(rawLiteral(SQLRenderer.text(slot.statement)))\(clearing))"
    }

    /// Calls the type's own reader, which the compiler knows, rather than through a protocol.
    private func recordReader(_ table: TablePlan, _ writer: inout CodeWriter) {
        let fault = orm("ColumnFault")
        writer.list(
            "\(access)static func ormRecord(", ["_ ormRow: borrowing \(orm("Row"))"],
            ") -> \(orm.result)<\(record), \(fault)> {")
        writer.indented { writer in
            writer.line("do throws(\(fault)) {")
            writer.indented { writer in
                if table.key.isEmpty {
                    writer.line(
                        "let ormID = ID(rawValue: try ormRow.integer(at: \(entity.columns.count)))")
                    writer.line(
                        "return .success(\(orm("Stored"))(id: ormID, value: try ormRead(ormRow, at: 0)))"
                    )
                } else {
                    writer.line("return .success(try ormRead(ormRow, at: 0))")
                }
            }
            writer.line("} catch {")
            writer.indented { $0.line("return .failure(error)") }
            writer.line("}")
        }
        writer.line("}")
    }

    // MARK: Columns

    private func columnGroup(_ writer: inout CodeWriter, isStatic: Bool) {
        writer.line("\(access)static var ormColumnCount: Int32 { \(entity.columns.count) }")
        if isStatic {
            columnArray("\(access)static let ormColumns: [\(orm("Column"))] = [", "]", &writer)
        } else {
            writer.line("\(access)static var ormColumns: [\(orm("Column"))] { ormTable.columns }")
        }
        writer.line()
        read(&writer)
        writer.line()
        bind(&writer)
        writer.line()
        storedValue(&writer)
    }

    private func read(_ writer: inout CodeWriter) {
        writer.list(
            "\(access)static func ormRead(",
            ["_ ormRow: borrowing \(orm("Row"))", "at ormFirst: Int32"],
            ") throws(\(orm("ColumnFault"))) -> \(type) {")
        writer.indented { writer in
            // One statement a field: type-checking stays linear however many there are.
            for field in entity.fields {
                // A column's reader is named by its type and so called directly: Swift 6.3 does not
                // devirtualise a requirement that throws a type.
                let source =
                    switch field.storage {
                    case .column: "ormRead(ormRow.cell(at: \(at(field.position))))"
                    case .group: "ormRead(ormRow, at: \(at(field.position)))"
                    case .optionalGroup: "ormReadGroup(ormRow, at: \(at(field.position)))"
                    }
                writer.line(
                    "let \(escaped(field.field.name)) = try \(constructible(field.swiftType)).\(source)"
                )
            }
            let arguments = entity.fields.map {
                "\(argumentLabel($0.field.name)): \(escaped($0.field.name))"
            }
            writer.list("return \(type)(", arguments, ")")
        }
        writer.line("}")
    }

    private func bind(_ writer: inout CodeWriter) {
        writer.list(
            "\(access)func ormBind(",
            ["to ormStatement: borrowing \(orm("Statement"))", "at ormFirst: Int32"],
            ") throws(\(orm("StoreError"))) {")
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

    private func storedValue(_ writer: inout CodeWriter) {
        writer.block("\(access)func ormStoredValue(at ormColumn: Int) -> \(orm("StoredValue"))") {
            writer in
            writer.line("switch ormColumn {")
            for field in entity.fields {
                let range =
                    field.width == 1
                    ? "\(field.position)"
                    : "\(field.position)...\(field.position + field.width - 1)"
                let relative = field.position == 0 ? "ormColumn" : "ormColumn - \(field.position)"
                let value =
                    switch field.storage {
                    case .column: "ormStoredValue"
                    case .group: "ormStoredValue(at: \(relative))"
                    case .optionalGroup: "ormStoredGroupValue(at: \(relative))"
                    }
                writer.line("case \(range): self.\(escaped(field.field.name)).\(value)")
            }
            writer.line(
                "default: preconditionFailure(\"\(entity.entity.name) has no such column\")")
            writer.line("}")
        }
    }

    /// An optional's members need the long spelling: `Int?.ormRead` parses, `[UInt8]?.ormRead` too,
    /// but generated code should not depend on it.
    private func constructible(_ type: String) -> String {
        type.hasSuffix("?") ? "Optional<\(type.dropLast())>" : type
    }

    func at(_ position: Int) -> String {
        position == 0 ? "ormFirst" : "ormFirst + \(position)"
    }

    // MARK: Stored

    /// `stored.name` for `stored.value.name`, where the name is free.
    private func storedProperties(_ writer: inout CodeWriter) {
        let fields = entity.fields.filter { !["id", "value"].contains($0.field.name) }
        guard !fields.isEmpty else { return }
        writer.line()
        writer.block("extension \(orm("Stored")) where Value == \(type)") { writer in
            for field in fields {
                let name = escaped(field.field.name)
                writer.line("\(access)var \(name): \(field.swiftType) { value.\(name) }")
            }
        }
    }
}

extension FieldPlan.Storage {
    var isOptionalGroup: Bool {
        if case .optionalGroup = self { true } else { false }
    }
}
