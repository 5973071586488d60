// SPDX-License-Identifier: MIT
// Labelled arguments, each of which adds a condition: `matching` as a condition, `get` as a verb,
// `find` by unique fields. All other verbs take a condition.
// (Documentation/Decisions/0020-labelled-arguments.md)
import OrmSyntax

extension EntityRenderer {
    func queries(_ table: TablePlan, _ writer: inout CodeWriter) {
        writer.line()
        block("extension \(type)", &writer) { writer in
            for form in CallForm.allCases { get(form, &writer) }
            for lookUp in table.lookUps {
                for form in CallForm.allCases { find(lookUp, form, &writer) }
            }
        }
    }

    /// A labelled verb's arguments, one per field.
    private var matches: [String] {
        entity.fields.enumerated().map { index, field in
            let type =
                switch field.storage {
                case .column: "\(orm("Match"))<\(types.spelling(field.field.type))>"
                case .group(let group), .optionalGroup(let group):
                    "\(orm("Predicate"))<\(types.own(group))>"
                }
            return "\(parameter(field, index)): \(type) = .ormAny"
        }
    }

    /// Returns a label, with another name if it cannot be a name in the body.
    private func parameter(_ field: FieldPlan, _ index: Int) -> String {
        let name = labelName(field)
        return isPlain(name) ? name : "\(label(name)) \(variable(field, index))"
    }

    private func variable(_ field: FieldPlan, _ index: Int) -> String {
        isPlain(labelName(field)) ? labelName(field) : "orm\(index)"
    }

    /// Returns a field's label. Underscores keep it from shadowing the verbs' own arguments.
    private func labelName(_ field: FieldPlan) -> String {
        var name = field.field.name
        guard ["orderBy", "limit", "offset"].contains(name) else { return name }
        let taken = entity.fields.map(\.field.name)
        repeat { name += "_" } while taken.contains(name)
        return name
    }

    private var arguments: [String] {
        entity.fields.enumerated().map { "\(argumentLabel(labelName($1))): \(variable($1, $0))" }
    }

    /// Declared among the conditions, so that it is found where one is expected: `where:
    /// .matching(name: "Anil", age: .isNil)`.
    func labelledPredicate(_ writer: inout CodeWriter) {
        writer.line("/// The condition that every match given is satisfied.")
        writer.list("\(access)static func matching(", matches, ") -> Self {")
        writer.indented { writer in
            let parts = entity.fields.enumerated().map { index, field in
                let label =
                    switch field.storage {
                    case .column: "column"
                    case .group: "group"
                    case .optionalGroup: "optionalGroup"
                    }
                return ".init(\(label): \(field.position), \(variable(field, index)))"
            }
            // Not `Self`, since a field may have that name.
            writer.list("\(orm("Predicate"))<\(type)>(ormAll: [", parts, "])")
        }
        writer.line("}")
    }

    private func get(_ form: CallForm, _ writer: inout CodeWriter) {
        writer.line("/// The rows whose fields match: each argument given is one more condition.")
        writer.list(
            "\(access)static func get(",
            ["from ormSource: \(form.source)"] + matches
                + [
                    "orderBy: \(orm("Ordering"))<\(type)>...", "limit: Swift::Int? = nil",
                    "offset: Swift::Int = 0",
                ],
            ") \(form.effects) -> [\(record)] {")
        writer.indented { writer in
            writer.list("let ormWhere = \(orm("Predicate"))<\(type)>.matching(", arguments, ")")
            writer.line(
                "return try \(form.await)ormGet(ormSource, ormWhere, orderBy, limit, offset)")
        }
        writer.line("}")
    }

    private func find(_ lookUp: LookUpPlan, _ form: CallForm, _ writer: inout CodeWriter) {
        let parameters = lookUp.fields.enumerated().map { index, field in
            let type = lookUp.isUnwrapped ? field.field.type.unwrapped : field.field.type
            return "\(parameter(field, index)): \(types.spelling(type))"
        }
        let noun = lookUp.fields.map(\.field.name).joined(separator: " and ")
        let index = lookUp.statement.map(statementExpression) ?? "ormFind"
        let call = "try \(form.await)ormLookUp(\(index), in: ormSource"
        writer.line("/// The row with this \(noun): there is at most one.")
        writer.list(
            "\(access)static func find(", ["in ormSource: \(form.source)"] + parameters,
            ") \(form.effects) -> \(record)? {")
        writer.indented { writer in
            if lookUp.fields.count == 1, lookUp.fields[0].storage == .column {
                return writer.line("\(call), \(variable(lookUp.fields[0], 0)))")
            }
            writer.line("\(call)) { ormStatement \(throwsStoreError) in")
            writer.indented { bind(lookUp, &$0) }
            writer.line("}")
        }
        writer.line("}")
    }

    private func bind(_ lookUp: LookUpPlan, _ writer: inout CodeWriter) {
        var parameter = 1
        for (index, field) in lookUp.fields.enumerated() {
            let isOptional = field.storage.isOptionalGroup
            let name = variable(field, index)
            let value = isOptional ? "Swift::Optional(\(name))" : name
            let verb = isOptional ? "ormBindGroup" : "ormBind"
            writer.line("try \(value).\(verb)(to: ormStatement, at: \(parameter))")
            parameter += field.width
        }
    }
}

/// The blocking and asynchronous form of every verb.
private enum CallForm: CaseIterable {
    case waiting
    case suspending

    var source: String {
        switch self {
        case .waiting: "borrowing some \(orm("ReadSource")) & ~Swift::Copyable"
        case .suspending: "some \(orm("AsyncReadSource"))"
        }
    }

    var effects: String {
        switch self {
        case .waiting: throwsStoreError
        case .suspending: "async \(throwsStoreError)"
        }
    }

    var await: String { self == .suspending ? "await " : "" }
}

extension FieldType {
    /// The wrapped type of an optional, or the type itself.
    var unwrapped: FieldType {
        if case .optional(let wrapped) = self { wrapped } else { self }
    }
}
