// The typed vocabulary of an entity's queries: a factory per field for conditions, orders and changes,
// and the verbs with labelled arguments.
// SPDX-License-Identifier: MIT
import OrmSyntax

extension EntityRenderer {
    func vocabulary(_ writer: inout CodeWriter) {
        writer.line()
        writer.block("extension \(orm("Predicate")) where Root == \(type)") { writer in
            for field in entity.fields { conditions(field, &writer) }
        }
        writer.line()
        writer.block("extension \(orm("Ordering")) where Root == \(type)") { writer in
            for field in entity.fields { order(field, &writer) }
        }
        writer.line()
        writer.block("extension \(orm("Assignment")) where Root == \(type)") { writer in
            for field in entity.fields { changes(field, &writer) }
        }
    }

    private func conditions(_ field: FieldPlan, _ writer: inout CodeWriter) {
        let name = escaped(field.field.name)
        writer.lines(field.field.documentation.map { $0.isEmpty ? "///" : "/// " + $0 })
        switch field.storage {
        case .column:
            writer.line(
                "\(access)static func \(name)(_ match: \(orm("Match"))<\(field.swiftType)>) -> Self "
                    + "{ Self(column: \(field.position), match) }")
        case .group(let group):
            writer.line(
                "\(access)static func \(name)(_ predicate: \(orm("Predicate"))<\(escapedPath(group))>) -> Self "
                    + "{ Self(group: \(field.position), predicate) }")
        case .optionalGroup(let group):
            writer.line(
                "\(access)static func \(name)(_ predicate: \(orm("Predicate"))<\(escapedPath(group))>) -> Self "
                    + "{ Self(optionalGroup: \(field.position), predicate) }")
            writer.line(
                "\(access)static func \(name)(_ presence: \(orm("Presence"))) -> Self "
                    + "{ Self(presence: \(field.position), presence) }")
        }
    }

    private func order(_ field: FieldPlan, _ writer: inout CodeWriter) {
        let name = escaped(field.field.name)
        switch field.storage {
        case .column:
            writer.line("\(access)static var \(name): Self { Self(column: \(field.position)) }")
        case .group(let group), .optionalGroup(let group):
            let first = field.storage.isOptionalGroup ? field.position + 1 : field.position
            writer.line(
                "\(access)static func \(name)(_ ordering: \(orm("Ordering"))<\(escapedPath(group))>) -> Self "
                    + "{ Self(group: \(first), ordering) }")
        }
    }

    private func changes(_ field: FieldPlan, _ writer: inout CodeWriter) {
        let name = escaped(field.field.name)
        let label =
            switch field.storage {
            case .column: "column"
            case .group: "group"
            case .optionalGroup: "optionalGroup"
            }
        writer.line(
            "\(access)static func \(name)(_ value: \(field.swiftType)) -> Self "
                + "{ Self(\(label): \(field.position), value) }")
        if case .group(let group) = field.storage {
            writer.line(
                "\(access)static func \(name)(_ change: \(orm("Assignment"))<\(escapedPath(group))>) -> Self "
                    + "{ Self(group: \(field.position), change) }")
        }
    }

    // MARK: Verbs

    /// What reading gives back.
    var record: String {
        entity.entity.key.isEmpty ? "\(orm("Stored"))<\(type)>" : type
    }

    func queries(_ table: TablePlan, _ writer: inout CodeWriter) {
        labelledPredicate(&writer)
        writer.line()
        writer.block("extension \(type)") { writer in
            for form in CallForm.allCases { get(form, &writer) }
            for form in CallForm.allCases { count(form, &writer) }
            for lookUp in table.lookUps {
                for form in CallForm.allCases { find(lookUp, form, &writer) }
            }
        }
    }

    /// The arguments that a labelled verb has for each field; absent means no condition.
    private var matches: [String] {
        entity.fields.map { field in
            let name = argument(field)
            return switch field.storage {
            case .column: "\(label(name)): \(orm("Match"))<\(field.swiftType)>? = nil"
            case .group(let group), .optionalGroup(let group):
                "\(label(name)): \(orm("Predicate"))<\(escapedPath(group))>? = nil"
            }
        }
    }

    /// A field may not shadow the verbs' own arguments; its label gets an underscore instead.
    private func argument(_ field: FieldPlan) -> String {
        let name = field.field.name
        return ["orderBy", "limit", "offset"].contains(name) ? name + "_" : name
    }

    private func labelledPredicate(_ writer: inout CodeWriter) {
        writer.line()
        writer.block("extension \(orm("Predicate")) where Root == \(type)") { writer in
            writer.line("/// The rows that satisfy every match given.")
            writer.list("\(access)static func matching(", matches, ") -> Self {")
            writer.indented { writer in
                writer.line("var ormAll: [Self] = []")
                for field in entity.fields {
                    let name = escaped(argument(field))
                    writer.line(
                        "if let \(name) { ormAll.append(.\(escaped(field.field.name))(\(name))) }")
                }
                writer.line("return .and(ormAll)")
            }
            writer.line("}")
        }
    }

    private func get(_ form: CallForm, _ writer: inout CodeWriter) {
        writer.line("/// The rows whose fields match: each argument given is one more condition.")
        writer.list(
            "\(access)static func get(",
            ["from ormSource: \(form.source(orm))"] + matches
                + [
                    "orderBy: \(orm("Ordering"))<\(type)>...", "limit: Int? = nil",
                    "offset: Int = 0",
                ],
            ") \(form.effects(orm)) -> [\(record)] {")
        writer.indented { writer in
            writer.line("try \(form.await)get(")
            writer.indented { writer in
                writer.list("from: ormSource, where: .matching(", arguments, "),")
                writer.line("orderBy: orderBy, limit: limit, offset: offset)")
            }
        }
        writer.line("}")
        writer.line()
    }

    private func count(_ form: CallForm, _ writer: inout CodeWriter) {
        writer.line("/// The number of rows whose fields match.")
        writer.list(
            "\(access)static func count(", ["in ormSource: \(form.source(orm))"] + matches,
            ") \(form.effects(orm)) -> Int {")
        writer.indented { writer in
            writer.list("try \(form.await)count(in: ormSource, where: .matching(", arguments, "))")
        }
        writer.line("}")
        writer.line()
    }

    private var arguments: [String] {
        entity.fields.map { "\(argumentLabel(argument($0))): \(escaped(argument($0)))" }
    }

    private func find(_ lookUp: LookUpPlan, _ form: CallForm, _ writer: inout CodeWriter) {
        let parameters = lookUp.fields.map { "\(label($0.field.name)): \($0.swiftType)" }
        let names = lookUp.fields.map(\.field.name)
        let noun = names.joined(separator: " and ")
        writer.line("/// The row with this \(noun): there is at most one.")
        writer.list(
            "\(access)static func find(", ["in ormSource: \(form.source(orm))"] + parameters,
            ") \(form.effects(orm)) -> \(record)? {")
        writer.indented { writer in
            let slot = lookUp.slot.map(slotExpression) ?? "ormFind"
            writer.line(
                "try \(form.await)ormFind(\(slot), in: ormSource) { ormStatement throws(\(orm("StoreError"))) in"
            )
            writer.indented { writer in
                var parameter = 1
                for field in lookUp.fields {
                    writer.line(
                        "try \(escaped(field.field.name)).ormBind(to: ormStatement, at: \(parameter))"
                    )
                    parameter += field.width
                }
            }
            writer.line("}")
        }
        writer.line("}")
        writer.line()
    }
}

/// The two forms of every verb.
private enum CallForm: CaseIterable {
    case waiting
    case suspending

    func source(_ orm: RuntimeNames) -> String {
        switch self {
        case .waiting: "borrowing some \(orm("ReadSource")) & ~Copyable"
        case .suspending: "some \(orm("AsyncReadSource"))"
        }
    }

    func effects(_ orm: RuntimeNames) -> String {
        switch self {
        case .waiting: "throws(\(orm("StoreError")))"
        case .suspending: "async throws(\(orm("StoreError")))"
        }
    }

    var await: String { self == .suspending ? "await " : "" }
}
