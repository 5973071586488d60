// SPDX-License-Identifier: MIT
// Reads a whole file: every annotated declaration at any depth, and the types, aliases and
// extensions that the check stage needs. A file that does not parse is read as far as possible; the
// compiler reports the rest.
import SwiftParser
import SwiftSyntax

/// Reads source files.
package enum SourceReader {
    /// Returns the declarations of one file.
    package static func read(_ text: String, path: String) -> FileDeclarations {
        let tree = Parser.parse(source: text)
        let visitor = DeclarationVisitor(path: path, tree: tree)
        visitor.walk(tree)
        return visitor.file
    }
}

private final class DeclarationVisitor: SyntaxVisitor {
    private(set) var file: FileDeclarations
    private let locator: Locator
    /// Structs without `@Persist` whose fields have our attributes.
    private var unannotated: Set<SyntaxIdentifier> = []

    init(path: String, tree: SourceFileSyntax) {
        file = FileDeclarations(path: path)
        locator = Locator(path: path, tree: tree)
        super.init(viewMode: .sourceAccurate)
    }

    // MARK: Attributes

    override func visit(_ node: AttributeListSyntax) -> SyntaxVisitorContinueKind {
        guard let declaration = node.parent?.as(DeclSyntax.self),
            !declaration.is(MissingDeclSyntax.self)
        else { return .visitChildren }
        let context = LexicalContext(of: declaration)
        if let persist = node.all(.persist).first {
            add(
                EntityReader.read(declaration, attribute: persist, in: context, locator: locator))
        }
        for attribute in OrmAttribute.onFields {
            for use in node.all(attribute) where isNews(context) {
                let found = AttributePlacement.issues(
                    attribute, use, on: declaration, in: context, locator: locator)
                file.issues += found.map(\.issue)
            }
        }
        return .visitChildren
    }

    /// Returns true only for the first field of a struct without its annotation, so that it is
    /// reported once.
    private func isNews(_ context: LexicalContext) -> Bool {
        guard !context.isStatement, let type = context.enclosingType?.as(StructDeclSyntax.self),
            type.attributes.all(.persist).isEmpty
        else { return true }
        return unannotated.insert(type.id).inserted
    }

    private func add(_ reading: EntityReader.Reading) {
        file.issues += reading.issues.map(\.issue)
        switch reading.declaration {
        case .entity(let entity): file.entities.append(entity)
        case .enumeration(let enumeration): file.enumerations.append(enumeration)
        case nil: break
        }
    }

    // MARK: Types

    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind {
        add(node, .struct, isGeneric: node.genericParameterClause != nil)
    }

    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind {
        add(node, .enum, isGeneric: node.genericParameterClause != nil)
    }

    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind {
        add(node, .class, isGeneric: node.genericParameterClause != nil)
    }

    override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind {
        add(node, .actor, isGeneric: node.genericParameterClause != nil)
    }

    override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind {
        add(node, .protocol, isGeneric: false)
    }

    private func add<Node: DeclGroupSyntax & NamedDeclSyntax>(
        _ node: Node, _ kind: NominalDeclaration.Kind, isGeneric: Bool
    ) -> SyntaxVisitorContinueKind {
        let context = LexicalContext(of: node)
        guard !context.isLocal else { return .visitChildren }
        let name = context.qualified(node.name.plainText)
        file.types.append(
            NominalDeclaration(
                name: name, kind: kind, scopes: [name] + context.scopes,
                access: context.access(node.modifiers).visible,
                isGeneric: isGeneric || context.isGeneric,
                isAnnotated: !node.attributes.all(.persist).isEmpty,
                inheritance: inheritance(of: node.inheritanceClause, locate: locate),
                location: locator.location(of: node.name)))
        return .visitChildren
    }

    override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind {
        let context = LexicalContext(of: node)
        guard !context.isLocal else { return .visitChildren }
        file.aliases.append(
            AliasDeclaration(
                name: context.qualified(node.name.plainText), scopes: context.scopes,
                type: TypeSpelling(node.initializer.value),
                isGeneric: node.genericParameterClause != nil))
        return .visitChildren
    }

    override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind {
        file.extensions.append(
            ExtensionDeclaration(
                extended: TypeSpelling(node.extendedType),
                inheritance: inheritance(of: node.inheritanceClause, locate: locate),
                members: MemberReader(locate: locate).members(of: node.memberBlock.members)))
        return .visitChildren
    }

    private var locate: (Syntax) -> SourceLocation {
        { [locator] in locator.location(of: $0) }
    }
}
