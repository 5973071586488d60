// SPDX-License-Identifier: MIT
// Reads one `@Persist` declaration as written, and reports all mistakes within it. The tool calls
// this for each annotated declaration of a file, the macro for the one it is attached to. So each
// rule that needs no other declaration is written once, here.
import SwiftSyntax

/// Reads annotated declarations.
package struct EntityReader {
    /// The result of reading one declaration.
    package struct Reading: Sendable {
        /// Nil if the declaration's kind cannot be stored or accessed.
        package var declaration: PersistDeclaration?
        package var issues: [SyntaxIssue]
    }

    let attribute: AttributeSyntax
    let context: LexicalContext
    let issues: IssueCollector

    /// Reads one declaration.
    ///
    /// - Parameters:
    ///   - declaration: the annotated declaration, of any kind.
    ///   - attribute: the `@Persist` itself.
    ///   - context: what encloses the declaration.
    ///   - locator: finds locations in the tree of `declaration`.
    package static func read(
        _ declaration: DeclSyntax, attribute: AttributeSyntax, in context: LexicalContext,
        locator: Locator
    ) -> Reading {
        let issues = IssueCollector(locator)
        let reader = EntityReader(attribute: attribute, context: context, issues: issues)
        let read = reader.read(declaration)
        return Reading(declaration: read, issues: issues.issues)
    }

    private func read(_ declaration: DeclSyntax) -> PersistDeclaration? {
        if let node = declaration.asProtocol((any WithAttributesSyntax).self) {
            for second in node.attributes.all(.persist).dropFirst() {
                issues.report(
                    .repeatedAttribute, "'@Persist' is written twice",
                    suggestion: "combine the arguments in one attribute", at: second)
            }
        }
        switch declaration.as(DeclSyntaxEnum.self) {
        case .structDecl(let node):
            let entity = readStruct(node)
            return isReachable(node) ? .entity(entity) : nil
        case .enumDecl(let node):
            let enumeration = readEnum(node)
            return isReachable(node) ? .enumeration(enumeration) : nil
        default:
            reportKind(declaration)
            return nil
        }
    }

    private func readStruct(_ node: StructDeclSyntax) -> EntityDeclaration {
        let arguments = PersistArguments(attribute, issues: issues)
        let header = header(node)
        var fields = FieldReader(issues, type: header.name)
        fields.read(node.memberBlock.members)
        if !fields.isBroken, !node.memberBlock.hasError {
            checkFields(fields.fields, of: node)
        }
        if arguments.isEmbedded {
            for argument in arguments.labelled {
                let label = argument.label?.text ?? ""
                issues.report(
                    .withoutTable,
                    "'\(label)' needs a table, and '\(header.name)' is embedded",
                    suggestion: "remove it, or store '\(header.name)' in a table of its own",
                    at: argument)
            }
        }
        let names = fields.fields.map(\.name)
        return EntityDeclaration(
            header: header, table: table(arguments, header, node.name), fields: fields.fields,
            uniques: lists(arguments.uniques, of: header.name, names),
            indexes: lists(arguments.indexes, of: header.name, names),
            initialiser: initialiser(of: node))
    }

    private func table(
        _ arguments: PersistArguments, _ header: TypeHeader, _ name: TokenSyntax
    ) -> TableName? {
        if arguments.isEmbedded { return nil }
        if let table = arguments.table { return table }
        if let issue = TableNameRule.issue(for: header.name, at: header.location) {
            issues.report(issue, at: name)
        }
        return TableName(text: header.name, location: header.location)
    }

    private func lists(
        _ lists: [PersistArguments.WrittenList], of type: String, _ names: [String]
    ) -> [FieldList] {
        lists.map { list in
            var seen: Set<String> = []
            for (name, node) in list.entries {
                if !names.contains(name) {
                    issues.report(
                        .unknownField, "'\(type)' has no field '\(name)'",
                        suggestion: closestName(to: name, among: names).map {
                            "did you mean '\($0)'?"
                        }
                            ?? "the fields are: \(names.joined(separator: ", "))",
                        at: node)
                } else if !seen.insert(name).inserted {
                    issues.report(
                        .repeatedField, "field '\(name)' is in the list twice",
                        suggestion: "name each field once", at: node)
                }
            }
            return FieldList(
                names: list.entries.map(\.name), location: issues.location(of: list.node))
        }
    }

    /// Returns name, access and the like, and applies the rules shared by structs and enums.
    func header<Node: DeclGroupSyntax & NamedDeclSyntax>(_ node: Node) -> TypeHeader {
        let name = context.qualified(node.name.plainText)
        let locate: (Syntax) -> SourceLocation = { issues.location(of: $0) }
        let members = MemberReader(locate: locate).members(of: node.memberBlock.members)
        let inheritance = inheritance(of: node.inheritanceClause, locate: locate)
        let clashes =
            members.compactMap { GeneratedNames.issue(for: $0, of: name) }
            + inheritance.compactMap { GeneratedNames.issue(for: $0, of: name) }
        if GeneratedNames.types.contains(node.name.plainText) {
            issues.report(
                .memberClash,
                "'\(node.name.plainText)' is a name that generated code declares in every "
                    + "'@Persist' type", suggestion: "rename it", at: node.name)
        }
        // A macro reports these at the type's name.
        for clash in clashes { issues.report(clash, at: node.name) }
        return TypeHeader(
            name: name, scopes: [name] + context.scopes,
            access: context.access(node.modifiers).visible ?? .internal,
            availability: node.attributes.availability.map(\.trimmedDescription),
            condition: context.condition, inheritance: inheritance, members: members,
            documentation: documentation(of: node), location: issues.location(of: node.name))
    }
}
