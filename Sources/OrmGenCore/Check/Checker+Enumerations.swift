// Enums are stored by their raw value, so the raw type must be one that fills a column exactly.
// SPDX-License-Identifier: MIT
import OrmSyntax

extension Checker {
    /// The enumeration, or nil when its raw type cannot be stored.
    mutating func resolve(_ declaration: EnumerationDeclaration) -> RawEnumeration? {
        let header = declaration.header
        // Swift wants the raw type first.
        guard !declaration.isBroken, let first = header.inheritance.first else { return nil }
        let outer = Array(header.scopes.dropFirst())
        switch resolver.resolve(first.type, from: outer) {
        case .type(.scalar(let scalar)):
            guard scalar.isRawType else { break }
            return RawEnumeration(
                name: header.name, access: access(of: header) ?? .internal, rawType: scalar,
                cases: declaration.cases, location: header.location)
        default:
            guard let name = index.outsideName(of: first.type, from: outer),
                literalTypes.contains(name)
            else {
                issues.append(EnumerationRule.noRawType(header.name, at: header.location))
                return nil
            }
        }
        report(
            .unsupportedRawType,
            "the raw type '\(first.text)' of '\(header.name)' is not supported",
            suggestion: "use 'String' or an integer type", at: first.location)
        return nil
    }
}

/// Types that can be a raw type in Swift but fill no column.
private let literalTypes: Set<String> = [
    "Character", "Float16", "Float80", "StaticString", "Substring", "Int128", "UInt128",
]

extension Scalar {
    fileprivate var isRawType: Bool {
        switch self {
        case .bool, .float, .double, .bytes: false
        default: true
        }
    }
}
