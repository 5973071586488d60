// SPDX-License-Identifier: MIT
// `@Persist` enums: a raw type and cases without payload. The check stage decides whether the raw
// type can be stored, since that requires name lookup.
import SwiftSyntax

extension EntityReader {
    func readEnum(_ node: EnumDeclSyntax) -> EnumerationDeclaration {
        let header = header(node)
        reportArguments(of: header.name)
        var isBroken = reportConditionalCases(node)
        let declarations = node.memberBlock.members.compactMap {
            $0.decl.as(EnumCaseDeclSyntax.self)
        }
        let elements = declarations.flatMap { Array($0.elements) }
        if let payload = elements.first(where: { $0.parameterClause != nil }) {
            isBroken = true
            issues.report(
                .payloadCase,
                "case '\(payload.name.plainText)' of '\(header.name)' has a payload, "
                    + "which is not supported yet",
                suggestion: "use an enum with a raw type and a struct for the values", at: payload)
        } else if node.inheritanceClause == nil, !isBroken {
            isBroken = true
            reportNoRawType(header, node.name)
        }
        return EnumerationDeclaration(
            header: header, cases: declarations.flatMap(cases), ownRawType: ownRawType(node),
            isBroken: isBroken)
    }

    private func cases(_ node: EnumCaseDeclSyntax) -> [CaseDeclaration] {
        let isDeprecated = node.attributes.availability.contains(where: \.isDeprecation)
        return node.elements.map {
            CaseDeclaration(
                name: $0.name.plainText, rawValue: $0.rawValue.flatMap { Literal($0.value) },
                isDeprecated: isDeprecated)
        }
    }

    /// Returns the type of `var rawValue: T { … }`, for an enum with its own RawRepresentable
    /// conformance.
    private func ownRawType(_ node: EnumDeclSyntax) -> TypeSpelling? {
        let bindings = declarations(in: node.memberBlock.members)
            .compactMap { $0.as(VariableDeclSyntax.self) }
            .filter { !$0.modifiers.isStatic }
            .flatMap { Array($0.bindings) }
        let own = bindings.first {
            $0.pattern.as(IdentifierPatternSyntax.self)?.identifier.plainText == "rawValue"
        }
        return (own?.typeAnnotation?.type).map { TypeSpelling($0) }
    }

    private func reportNoRawType(_ header: TypeHeader, _ node: TokenSyntax) {
        issues.report(EnumerationRule.noRawType(header.name, at: header.location), at: node)
    }

    /// Reports arguments, since an enum has no table of its own.
    private func reportArguments(of name: String) {
        let arguments = PersistArguments(attribute, issues: IssueCollector(issues))
        guard let first = arguments.first else { return }
        issues.report(
            .withoutTable, "'\(name)' is an enum, which is stored in a column and has no table",
            suggestion: "write '@Persist' without arguments", at: first)
    }

    private func reportConditionalCases(_ node: EnumDeclSyntax) -> Bool {
        let conditions = node.memberBlock.members
            .compactMap { $0.decl.as(IfConfigDeclSyntax.self) }
            .filter { conditionalDeclarations(in: $0).contains { $0.is(EnumCaseDeclSyntax.self) } }
        for condition in conditions {
            issues.report(
                .conditionalField, "a case of '\(node.name.plainText)' is declared under '#if'",
                suggestion: "declare it always, stored values outlive the build", at: condition)
        }
        return !conditions.isEmpty
    }
}

/// The issue that both the reader and the check stage report.
package enum EnumerationRule {
    package static func noRawType(_ name: String, at location: SourceLocation) -> SchemaIssue {
        SchemaIssue(
            .noRawType, "'\(name)' has no raw type",
            suggestion: "declare 'enum \(name.split(separator: ".").last ?? ""): String' "
                + "or use an integer",
            at: location)
    }
}
