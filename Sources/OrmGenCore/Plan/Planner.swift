// SPDX-License-Identifier: MIT
// The plan stage: converts a checked model to a plan.
import OrmSyntax

/// Places columns, and composes and numbers statements.
public struct Planner {
    /// `StaticStatement.reserved` of OrmRuntime: the number of statements before the first
    /// entity's.
    static let reservedStatements = 7

    private let model: Model
    private var nextStatement = Planner.reservedStatements
    private var nextNumber = 0

    private init(_ model: Model) {
        self.model = model
    }

    /// Returns the plan of a checked model. The same model gives the same plan.
    ///
    ///     let (model, issues) = readModel(of: sources, target: "Contacts")
    ///     if let model { print(Explanation.schema(of: Planner.plan(model))) }
    ///
    /// - Precondition: the model includes every type that its fields name.
    public static func plan(_ model: Model) -> Plan {
        var planner = Planner(model)
        let entities = model.entities.map { planner.entity($0) }
        var plan = Plan(
            target: model.target, entities: entities, enumerations: model.enumerations,
            importStyle: model.importStyle,
            statementCount: planner.nextStatement, fingerprint: 0)
        plan.fingerprint = Fingerprint.of(plan)
        return plan
    }

    private mutating func entity(_ entity: Entity) -> EntityPlan {
        let layout = ColumnLayout(model)
        let columns = layout.columns(of: entity)
        let fields = layout.fields(of: entity)
        let table = entity.table.map { self.table(named: $0, entity, fields, columns) }
        return EntityPlan(entity: entity, fields: fields, columns: columns, table: table)
    }

    private mutating func table(
        named name: String, _ entity: Entity, _ fields: [FieldPlan], _ columns: [ColumnPlan]
    ) -> TablePlan {
        let names = columns.map(\.name)
        let key = fields.named(entity.key)
        let keyNames = columns[key.positions].map(\.name)
        let rowID = rowIDName(avoiding: names)
        let indexes = indexPlans(entity, fields, columns)
        let isKeyless = key.isEmpty
        let identity = (isKeyless ? [rowID] : keyNames).map { SQLTerm($0) }
        let insertion = Insertion(
            table: name, columns: names, generated: entity.isKeyGenerated ? keyNames.first : nil)
        let read = selected(rowID, keyNames, columns)
        let find = SQLStatement.select(columns: read, table: name, filter: identity)
        let updated = names.filter { !keyNames.contains($0) }
        return TablePlan(
            number: number(),
            name: name,
            key: key,
            create: creation(name, rowID, keyNames, entity.isKeyGenerated, columns),
            indexes: indexes,
            selection: .select(columns: read, table: name, filter: []),
            insert: planned(.insert(insertion), binding: names, columns),
            upsert: isKeyless
                ? nil
                : planned(
                    .upsert(insertion, key: keyNames, updated: updated),
                    binding: names, columns),
            replace: isKeyless
                ? planned(
                    .update(table: name, columns: names, filter: identity), binding: names,
                    columns)
                : nil,
            find: planned(find, binding: identity.map(\.column), columns),
            delete: planned(
                .delete(table: name, filter: identity), binding: identity.map(\.column), columns),
            lookUps: lookUps(name, reading: read, key, indexes, fields, columns))
    }

    /// Returns what a query selects: all columns, then the row identifier unless it is a column.
    private func selected(
        _ rowID: String, _ key: [String], _ columns: [ColumnPlan]
    ) -> [String] {
        columns.map(\.name) + (isRowID(key, columns) ? [] : [rowID])
    }

    /// Whether the key is a single integer, which is SQLite's row identifier.
    private func isRowID(_ key: [String], _ columns: [ColumnPlan]) -> Bool {
        key.count == 1 && columns.first { $0.name == key[0] }?.affinity == .integer
    }

    private func indexPlans(
        _ entity: Entity, _ fields: [FieldPlan], _ columns: [ColumnPlan]
    ) -> [IndexPlan] {
        func plan(_ names: [String], isUnique: Bool) -> IndexPlan {
            let covered = fields.named(names)
            let positions = covered.positions
            let terms = positions.map {
                isUnique ? uniqueTerm($0, covered, columns) : SQLTerm(columns[$0].name)
            }
            let list = terms.map(\.column).joined(separator: ", ")
            let table = entity.table ?? ""
            return IndexPlan(
                fields: names, columns: positions, isUnique: isUnique,
                creation: .createIndex(
                    name: "\(table)(\(list))", table: table, terms: terms, isUnique: isUnique))
        }
        return entity.uniques.map { plan($0, isUnique: true) }
            + entity.indexes.map { plan($0, isUnique: false) }
    }

    /// Returns a column's term in a unique index. SQL treats NULLs as distinct, so a single
    /// optional field may be nil more than once. If several columns are unique together, by one
    /// field or more, nil must equal nil as in Swift.
    private func uniqueTerm(
        _ position: Int, _ covered: [FieldPlan], _ columns: [ColumnPlan]
    ) -> SQLTerm {
        let column = columns[position]
        // The first column of a single optional field: the field itself, or its struct's presence.
        let mayRepeat = covered.count == 1 && position == covered[0].position
        guard column.isOptional, !mayRepeat else { return SQLTerm(column.name) }
        let isText = column.affinity == .text || column.affinity == .blob
        return SQLTerm(column.name, null: isText ? .integer(0) : .text(""))
    }

    private func creation(
        _ table: String, _ rowID: String, _ key: [String], _ isGenerated: Bool,
        _ columns: [ColumnPlan]
    ) -> CreateTable {
        let isIntegerKey = isRowID(key, columns)
        let definitions = columns.map { column -> CreateTable.Column in
            let isKey = isIntegerKey && column.name == key[0]
            return CreateTable.Column(
                name: column.name, type: column.affinity, isOptional: column.isOptional,
                defaultValue: isKey ? nil : column.defaultValue,
                rowID: isKey ? (isGenerated ? .generated : .given) : nil)
        }
        // Declared, because VACUUM renumbers undeclared row identifiers
        // (sqlite.org/lang_vacuum.html).
        let hidden = CreateTable.Column(
            name: rowID, type: .integer, isOptional: false, defaultValue: nil, rowID: .generated)
        return CreateTable(
            name: table, columns: definitions, hiddenRowID: key.isEmpty ? hidden : nil,
            key: isIntegerKey ? [] : key)
    }

    private mutating func lookUps(
        _ table: String, reading read: [String], _ key: [FieldPlan], _ indexes: [IndexPlan],
        _ fields: [FieldPlan], _ columns: [ColumnPlan]
    ) -> [LookUpPlan] {
        // Every entity has the look-up with the label `id`.
        let isByID = key.map(\.field.name) == ["id"]
        var lookUps =
            key.isEmpty || isByID
            ? [] : [LookUpPlan(fields: key, isUnwrapped: false, statement: nil)]
        for index in indexes where index.isUnique {
            guard case .createIndex(_, _, let terms, _) = index.creation else { continue }
            let statement = SQLStatement.select(columns: read, table: table, filter: terms)
            let planned = planned(statement, binding: terms.map(\.column), columns)
            let covered = fields.named(index.fields)
            lookUps.append(
                LookUpPlan(
                    fields: covered,
                    isUnwrapped: covered.count == 1 && columns[covered[0].position].isOptional,
                    statement: planned))
        }
        return lookUps
    }

    /// Returns one of SQLite's names of the row identifier that no column hides.
    private func rowIDName(avoiding columns: [String]) -> String {
        let taken = Set(columns.map { $0.lowercased() })
        return ["rowid", "_rowid_", "oid"].first { !taken.contains($0) } ?? "orm_rowid"
    }

    private mutating func planned(
        _ statement: SQLStatement, binding names: [String], _ columns: [ColumnPlan]
    ) -> StatementPlan {
        defer { nextStatement += 1 }
        let bindsBytes = columns.contains {
            [.text, .blob].contains($0.affinity) && names.contains($0.name)
        }
        return StatementPlan(index: nextStatement, statement: statement, bindsBytes: bindsBytes)
    }

    private mutating func number() -> Int {
        defer { nextNumber += 1 }
        return nextNumber
    }
}

extension [FieldPlan] {
    /// Returns the fields with these names, in their order. The check stage guarantees that all
    /// exist.
    fileprivate func named(_ names: [String]) -> [FieldPlan] {
        names.compactMap { name in first { $0.field.name == name } }
    }
}

extension [ColumnPlan] {
    fileprivate subscript(positions: [Int]) -> [ColumnPlan] {
        positions.map { self[$0] }
    }
}
