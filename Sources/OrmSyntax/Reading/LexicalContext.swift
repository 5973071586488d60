// SPDX-License-Identifier: MIT
// The enclosing declarations of a declaration. They determine its qualified name, access level and
// lookup scopes, and whether generated code in another file can access it. The tool finds them by
// walking a node's parents; a macro receives them as a list.
import SwiftSyntax

/// The declarations around another one, innermost first.
package struct LexicalContext: Sendable {
    /// Enclosing types and extensions, innermost first.
    private let groups: [Group]
    /// Whether it is inside a function, an accessor, a closure or another block.
    package let isLocal: Bool
    /// Whether it is directly in a block, not in a type that is in one.
    package let isStatement: Bool
    /// The enclosing `#if` conditions, joined by `&&`, if none has another branch.
    package let condition: String?
    /// Whether an enclosing `#if` has other branches.
    package let isConditional: Bool

    private struct Group: Sendable {
        var names: [String]
        var access: DeclaredAccess?
        var isExtension: Bool
        var isGeneric: Bool
        var node: Syntax
    }

    /// Creates the context of a node in a tree.
    package init(of node: some SyntaxProtocol) {
        var enclosing: [Syntax] = []
        var parent = node.parent
        while let current = parent {
            enclosing.append(current)
            parent = current.parent
        }
        self.init(ancestors: enclosing)
    }

    /// Creates the context from a macro's list.
    package init(_ lexicalContext: [Syntax]) {
        self.init(ancestors: lexicalContext)
    }

    private init(ancestors: [Syntax]) {
        var groups: [Group] = []
        var isLocal = false
        var isStatement = false
        var isConditional = false
        var conditions: [String] = []
        for node in ancestors {
            if let group = node.asProtocol((any DeclGroupSyntax).self) {
                groups.append(Self.group(group, node: node))
            } else if let node = node.as(IfConfigDeclSyntax.self) {
                if node.clauses.count == 1, let only = node.clauses.first?.condition {
                    conditions.append(only.trimmedDescription)
                } else {
                    isConditional = true
                }
            } else if Self.isBlock(node) {
                isLocal = true
                isStatement = isStatement || groups.isEmpty
            }
        }
        self.groups = groups
        self.isLocal = isLocal
        self.isStatement = isStatement
        self.isConditional = isConditional
        condition =
            conditions.isEmpty ? nil : conditions.map { "(\($0))" }.joined(separator: " && ")
    }

    private static func isBlock(_ node: Syntax) -> Bool {
        switch node.kind {
        case .functionDecl, .initializerDecl, .deinitializerDecl, .subscriptDecl, .accessorDecl,
            .accessorBlock, .codeBlock, .closureExpr, .patternBinding:
            true
        default: false
        }
    }

    private static func group(_ group: any DeclGroupSyntax, node: Syntax) -> Group {
        if let node = group as? ExtensionDeclSyntax {
            return Group(
                names: names(of: TypeSpelling(node.extendedType)),
                access: DeclaredAccess(node.modifiers), isExtension: true,
                isGeneric: node.genericWhereClause != nil, node: Syntax(node))
        }
        let named = group.asProtocol((any NamedDeclSyntax).self)
        let generic = group.asProtocol((any WithGenericParametersSyntax).self)
        return Group(
            names: named.map { [$0.name.plainText] } ?? [], access: DeclaredAccess(group.modifiers),
            isExtension: false, isGeneric: generic?.genericParameterClause != nil, node: node)
    }

    private static func names(of type: TypeSpelling) -> [String] {
        switch type {
        case .named(let path), .generic(let path, _): path
        default: []
        }
    }
}

extension LexicalContext {
    /// Whether a type parameter of an enclosing type is in scope.
    package var isGeneric: Bool { groups.contains { $0.isGeneric } }

    /// The qualified names of the enclosing types, innermost first.
    package var scopes: [String] {
        var path: [String] = []
        return groups.reversed().map { group in
            path += group.names
            return path.joined(separator: ".")
        }.reversed()
    }

    /// Returns the qualified name of something declared here.
    package func qualified(_ name: String) -> String {
        scopes.first.map { "\($0).\(name)" } ?? name
    }

    /// The innermost enclosing type or extension.
    package var enclosingType: Syntax? { groups.first?.node }

    /// Returns the access level of a declaration with these modifiers here.
    package func access(_ modifiers: DeclModifierListSyntax) -> DeclaredAccess {
        var access = DeclaredAccess(modifiers)
        for (position, group) in groups.enumerated() {
            if group.isExtension {
                // An extension's modifier is only the default for its direct members.
                if position == 0 { access = access ?? group.access }
            } else {
                access = min(access ?? .internal, group.access ?? .internal)
            }
        }
        return access ?? .internal
    }
}

/// An access level as written, from narrow to wide.
package enum DeclaredAccess: Int, Sendable, Comparable {
    case `private`, `fileprivate`, `internal`, package, `public`

    /// Reads the modifier of the declaration itself, not only its setter.
    package init?(_ modifiers: DeclModifierListSyntax) {
        for modifier in modifiers where modifier.detail == nil {
            switch modifier.name.tokenKind {
            case .keyword(.private): self = .private
            case .keyword(.fileprivate): self = .fileprivate
            case .keyword(.internal): self = .internal
            case .keyword(.package): self = .package
            case .keyword(.public), .keyword(.open): self = .public
            default: continue
            }
            return
        }
        return nil
    }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The level for generated code, or nil if other files cannot see the declaration.
    package var visible: AccessLevel? {
        switch self {
        case .private, .fileprivate: nil
        case .internal: .internal
        case .package: .package
        case .public: .public
        }
    }
}
