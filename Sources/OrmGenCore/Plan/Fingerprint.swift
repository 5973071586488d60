// SPDX-License-Identifier: MIT

/// FNV-1a over everything that programs sharing a connection's statements must agree on.
enum Fingerprint {
    static func of(_ plan: Plan) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ text: String) {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xff) &* 0x100_0000_01b3
        }
        add(plan.target)
        for (entity, table) in plan.tables {
            add(entity.entity.name)
            for statement in table.creation { add(SQLRenderer.text(statement)) }
            for column in entity.columns { add("\(column.path): \(column.storedType)") }
        }
        return hash
    }
}
