// SPDX-License-Identifier: MIT
// The vocabulary of an entity's queries: factories per field for conditions, orders and changes.
import OrmSyntax

extension EntityRenderer {
    func vocabulary(_ writer: inout CodeWriter) {
        words("Predicate", &writer) { writer in
            for field in entity.fields { conditions(field, &writer) }
            writer.line()
            labelledPredicate(&writer)
        }
        words("Ordering", &writer) { writer in
            for field in entity.fields { order(field, &writer) }
        }
        words("Assignment", &writer) { writer in
            for field in entity.fields { changes(field, &writer) }
        }
    }

    private func words(
        _ name: String, _ writer: inout CodeWriter, _ factories: (inout CodeWriter) -> Void
    ) {
        writer.line()
        block("extension \(orm(name)) where Root == \(type)", &writer, factories)
    }

    private func conditions(_ field: FieldPlan, _ writer: inout CodeWriter) {
        writer.lines(field.field.documentation.map { $0.isEmpty ? "///" : "/// " + $0 })
        let position = field.position
        switch field.storage {
        case .column:
            let match = "\(orm("Match"))<\(types.spelling(field.field.type))>"
            factory(field, "_ match: \(match)", "column: \(position), match", &writer)
        case .group(let group):
            let predicate = "_ predicate: \(orm("Predicate"))<\(types.own(group))>"
            factory(field, predicate, "group: \(position), predicate", &writer)
        case .optionalGroup(let group):
            let predicate = "_ predicate: \(orm("Predicate"))<\(types.own(group))>"
            factory(field, predicate, "optionalGroup: \(position), predicate", &writer)
            factory(
                field, "_ presence: \(orm("Presence"))", "presence: \(position), presence", &writer)
        }
    }

    private func order(_ field: FieldPlan, _ writer: inout CodeWriter) {
        switch field.storage {
        case .column:
            writer.markDeprecated(field.field.isDeprecated)
            writer.line(
                "\(access)static var \(escaped(field.field.name)): Self { .init(column: \(field.position)) }"
            )
        case .group(let group), .optionalGroup(let group):
            let first = field.storage.isOptionalGroup ? field.position + 1 : field.position
            let ordering = "_ ordering: \(orm("Ordering"))<\(types.own(group))>"
            factory(field, ordering, "group: \(first), ordering", &writer)
        }
    }

    private func changes(_ field: FieldPlan, _ writer: inout CodeWriter) {
        // The store chooses this key, and 0 would mean not stored.
        if entity.entity.isKeyGenerated, entity.entity.key == [field.field.name] { return }
        let label =
            switch field.storage {
            case .column: "column"
            case .group: "group"
            case .optionalGroup: "optionalGroup"
            }
        let value = "_ value: \(types.spelling(field.field.type))"
        factory(field, value, "\(label): \(field.position), value", &writer)
        if case .group(let group) = field.storage {
            let change = "_ change: \(orm("Assignment"))<\(types.own(group))>"
            factory(field, change, "group: \(field.position), change", &writer)
        }
    }

    private func factory(
        _ field: FieldPlan, _ parameter: String, _ arguments: String, _ writer: inout CodeWriter
    ) {
        writer.markDeprecated(field.field.isDeprecated)
        writer.line(
            "\(access)static func \(escaped(field.field.name))(\(parameter)) -> Self { .init(\(arguments)) }"
        )
    }
}
