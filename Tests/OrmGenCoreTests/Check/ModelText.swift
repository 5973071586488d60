// SPDX-License-Identifier: MIT
// Goal: models are compared as text that can be read in a test. Method: one line for each
// declaration, every property of the model in it.
import OrmGenCore
import OrmSyntax

extension Model {
    /// The whole model, for comparison.
    var text: String {
        (entities.map(\.text) + enumerations.map(\.text)).joined(separator: "\n")
    }
}

extension Entity {
    fileprivate var text: String {
        let storage = table.map { "table '\($0)'" } ?? "embedded"
        var lines = documentation.map { $0.isEmpty ? "///" : "/// \($0)" }
        lines.append("\(location): \(access.rawValue) struct \(name), \(storage)")
        lines += fields.map(\.text)
        if !key.isEmpty { lines.append("    key \(key.joined(separator: ", "))") }
        lines += uniques.map { "    unique \($0.joined(separator: ", "))" }
        lines += indexes.map { "    index \($0.joined(separator: ", "))" }
        return lines.joined(separator: "\n")
    }
}

extension Field {
    fileprivate var text: String {
        let notes = documentation.map { "    /// \($0)\n" }.joined()
        let value = defaultValue.map { " = \($0)" } ?? ""
        return "\(notes)    \(location.line):\(location.column) \(name): \(type.text)\(value)"
    }
}

extension FieldType {
    fileprivate var text: String {
        switch self {
        case .scalar(let scalar): scalar.rawValue
        case .enumeration(let name): "enum \(name)"
        case .group(let name): "struct \(name)"
        case .optional(let wrapped): "\(wrapped.text)?"
        }
    }
}

extension RawEnumeration {
    fileprivate var text: String {
        "\(location): \(access.rawValue) enum \(name): \(rawType.rawValue), "
            + cases.map(\.name).joined(separator: ", ")
    }
}
