// The plan stage: from a checked model to a plan.
// SPDX-License-Identifier: MIT
import OrmSyntax

/// Places columns, numbers slots and composes statements.
public struct Planner {
    /// `Slot.reserved` of OrmRuntime: the slots before the first entity's.
    static let reservedSlots = 7

    private let model: Model
    private var nextSlot = Planner.reservedSlots
    private var nextNumber = 0

    private init(_ model: Model) {
        self.model = model
    }

    /// The plan of a model that passed the check stage.
    public static func plan(_ model: Model) -> Plan {
        var planner = Planner(model)
        let entities = model.entities.map { planner.entity($0) }
        var plan = Plan(
            target: model.target, entities: entities, enumerations: model.enumerations,
            declaredTypes: model.declaredTypes,
            slotCount: planner.nextSlot, fingerprint: 0)
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
        let indexes = indexPlans(entity, fields)
        let isKeyless = key.isEmpty
        let identity = isKeyless ? [rowID] : keyNames
        let read = selected(rowID, keyNames, columns)
        let find = SQLStatement.select(columns: read, table: name, filter: identity)
        let updated = names.filter { !keyNames.contains($0) }
        return TablePlan(
            number: number(),
            name: name,
            key: key,
            indexes: indexes,
            creation: creation(name, rowID, keyNames, indexes, columns),
            selection: .select(columns: read, table: name, filter: []),
            insert: slot(.insert(table: name, columns: names), binding: names, columns),
            upsert: isKeyless
                ? nil
                : slot(
                    .upsert(table: name, columns: names, key: keyNames, updated: updated),
                    binding: names, columns),
            replace: isKeyless
                ? slot(
                    .update(table: name, columns: names, filter: [rowID]), binding: names, columns)
                : nil,
            find: slot(find, binding: identity, columns),
            delete: slot(.delete(table: name, filter: identity), binding: identity, columns),
            lookUps: lookUps(name, reading: read, key, indexes, fields, columns))
    }

    /// What a query reads: all columns, then the row identifier unless a column is just that.
    private func selected(
        _ rowID: String, _ key: [String], _ columns: [ColumnPlan]
    ) -> [String] {
        columns.map(\.name) + (isRowID(key, columns) ? [] : [rowID])
    }

    /// Whether the key is one integer, which SQLite makes the row identifier.
    private func isRowID(_ key: [String], _ columns: [ColumnPlan]) -> Bool {
        key.count == 1 && columns.first { $0.name == key[0] }?.affinity == .integer
    }

    private func indexPlans(_ entity: Entity, _ fields: [FieldPlan]) -> [IndexPlan] {
        func plan(_ names: [String], isUnique: Bool) -> IndexPlan {
            IndexPlan(fields: names, columns: fields.named(names).positions, isUnique: isUnique)
        }
        return entity.uniques.map { plan($0, isUnique: true) }
            + entity.indexes.map { plan($0, isUnique: false) }
    }

    private func creation(
        _ table: String, _ rowID: String, _ key: [String], _ indexes: [IndexPlan],
        _ columns: [ColumnPlan]
    ) -> [SQLStatement] {
        let isIntegerKey = isRowID(key, columns)
        var definitions = columns.map { column in
            CreateTable.Column(
                name: column.name, type: column.affinity, isOptional: column.isOptional,
                defaultValue: column.defaultValue,
                isRowID: isIntegerKey && column.name == key[0])
        }
        if key.isEmpty {
            // Declared, because VACUUM renumbers row identifiers that are not (sqlite.org/lang_vacuum.html).
            definitions.append(
                CreateTable.Column(
                    name: rowID, type: .integer, isOptional: false, defaultValue: nil, isRowID: true
                ))
        }
        let create = CreateTable(name: table, columns: definitions, key: isIntegerKey ? [] : key)
        return [.createTable(create)]
            + indexes.map { index in
                let names = columns[index.columns].map(\.name)
                return .createIndex(
                    name: "\(table)(\(names.joined(separator: ", ")))", table: table,
                    columns: names, isUnique: index.isUnique)
            }
    }

    private mutating func lookUps(
        _ table: String, reading read: [String], _ key: [FieldPlan], _ indexes: [IndexPlan],
        _ fields: [FieldPlan], _ columns: [ColumnPlan]
    ) -> [LookUpPlan] {
        var lookUps = key.isEmpty ? [] : [LookUpPlan(fields: key, slot: nil)]
        for index in indexes where index.isUnique {
            // NULLs are distinct in a unique index: a look-up of nil could find many rows.
            guard index.columns.allSatisfy({ !columns[$0].isOptional }) else { continue }
            let filter = columns[index.columns].map(\.name)
            let statement = SQLStatement.select(columns: read, table: table, filter: filter)
            let slot = slot(statement, binding: filter, columns)
            lookUps.append(LookUpPlan(fields: fields.named(index.fields), slot: slot))
        }
        return lookUps
    }

    /// SQLite's names for the row identifier; a column of the same name would hide one.
    private func rowIDName(avoiding columns: [String]) -> String {
        let taken = Set(columns.map { $0.lowercased() })
        return ["rowid", "_rowid_", "oid"].first { !taken.contains($0) } ?? "orm_rowid"
    }

    private mutating func slot(
        _ statement: SQLStatement, binding names: [String], _ columns: [ColumnPlan]
    ) -> SlotPlan {
        defer { nextSlot += 1 }
        let bindsBytes = columns.contains {
            [.text, .blob].contains($0.affinity) && names.contains($0.name)
        }
        return SlotPlan(index: nextSlot, statement: statement, bindsBytes: bindsBytes)
    }

    private mutating func number() -> Int {
        defer { nextNumber += 1 }
        return nextNumber
    }
}

extension [FieldPlan] {
    /// The fields with these names, in the order of the names. The check stage knows every one.
    fileprivate func named(_ names: [String]) -> [FieldPlan] {
        names.compactMap { name in first { $0.field.name == name } }
    }
}

extension [ColumnPlan] {
    fileprivate subscript(positions: [Int]) -> [ColumnPlan] {
        positions.map { self[$0] }
    }
}
