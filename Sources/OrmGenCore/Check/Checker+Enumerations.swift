// SPDX-License-Identifier: MIT
// Enums are stored as raw values, so the raw type must fill exactly one column.
import OrmSyntax

extension Checker {
    /// Returns the enumeration, or nil if its raw type cannot be stored.
    mutating func resolve(_ declaration: EnumerationDeclaration) -> RawEnumeration? {
        let header = declaration.header
        guard !declaration.isBroken else { return nil }
        if let own = ownRawType(declaration) {
            return resolve(declaration, own, "RawValue", at: header.location, isOwn: true)
        }
        // Swift requires the raw type to come first.
        guard let first = header.inheritance.first else {
            issues.append(EnumerationRule.noRawType(header.name, at: header.location))
            return nil
        }
        return resolve(declaration, first.type, first.text, at: first.location, isOwn: false)
    }

    private mutating func resolve(
        _ declaration: EnumerationDeclaration, _ type: TypeSpelling, _ text: String,
        at location: SourceLocation, isOwn: Bool
    ) -> RawEnumeration? {
        let header = declaration.header
        let outer = Array(header.scopes.dropFirst())
        switch resolver.resolve(type, from: isOwn ? header.scopes : outer) {
        case .type(.scalar(let scalar)):
            guard scalar.isRawType else { break }
            return RawEnumeration(
                name: header.name, access: access(of: header) ?? .internal, rawType: scalar,
                cases: isOwn ? uncounted(declaration.cases) : counted(declaration.cases, scalar),
                circumstances: Circumstances(
                    availability: header.availability, condition: header.condition),
                location: header.location)
        default:
            guard let name = index.outsideName(of: type, from: outer),
                literalTypes.contains(name)
            else {
                issues.append(EnumerationRule.noRawType(header.name, at: header.location))
                return nil
            }
        }
        report(
            .unsupportedRawType,
            "the raw type '\(text)' of '\(header.name)' is not supported",
            suggestion: "use 'String' or an integer type", at: location)
        return nil
    }

    /// The raw type of an enum with its own RawRepresentable conformance.
    private func ownRawType(_ declaration: EnumerationDeclaration) -> TypeSpelling? {
        let header = declaration.header
        let added = index.extensions.filter { index.extended(by: $0)?.name == header.name }
        let conforms = (header.inheritance + added.flatMap(\.inheritance)).contains {
            index.outsideName(of: $0.type, from: header.scopes) == "RawRepresentable"
        }
        return conforms ? declaration.ownRawType : nil
    }

    private func uncounted(_ cases: [CaseDeclaration]) -> [EnumerationCase] {
        cases.map {
            EnumerationCase(
                name: $0.name, rawValue: nil, isWritten: false, isDeprecated: $0.isDeprecated)
        }
    }

    /// Returns the cases with Swift's raw values: as written, one more than the last, or the name.
    private func counted(_ cases: [CaseDeclaration], _ type: Scalar) -> [EnumerationCase] {
        var next = Int64(0).stored(as: type)
        return cases.map { item in
            let value: EnumerationCase.RawValue
            switch item.rawValue {
            case .string(let text): value = .text(text)
            case _ where type == .string: value = .text(item.name)
            case let written:
                if case .integer(let digits) = written { next = stored(digits, as: type) }
                value = .integer(next)
                next &+= 1
            }
            return EnumerationCase(
                name: item.name, rawValue: value, isWritten: item.rawValue != nil,
                isDeprecated: item.isDeprecated)
        }
    }

    /// Returns an integer literal as the runtime stores it. Swift reports one that is out of range.
    private func stored(_ digits: String, as type: Scalar) -> Int64 {
        let bits = Int64(digits) ?? UInt64(digits).map { Int64(bitPattern: $0) } ?? 0
        return bits.stored(as: type)
    }
}

/// Raw types that Swift allows but that do not fill one column.
private let literalTypes: Set<String> = [
    "Character", "Float16", "Float80", "StaticString", "Substring", "Int128", "UInt128",
]

extension Int64 {
    /// Flips the top bit of unsigned 64-bit integers, as the runtime's ColumnValue+Integer.swift
    /// does.
    fileprivate func stored(as type: Scalar) -> Int64 {
        type == .uint || type == .uint64 ? self ^ .min : self
    }
}

extension Scalar {
    fileprivate var isRawType: Bool {
        switch self {
        case .bool, .float, .double, .bytes: false
        default: true
        }
    }
}
