// SPDX-License-Identifier: MIT
// Indexes every type and alias of the target by qualified name, and the members that extensions
// add.
import OrmSyntax

/// Resolves names to declarations.
struct DeclarationIndex: Sendable {
    let target: String
    let types: [String: NominalDeclaration]
    let aliases: [String: AliasDeclaration]
    let extensions: [ExtensionDeclaration]

    /// The result of resolving a name.
    enum Found {
        case type(NominalDeclaration)
        case alias(AliasDeclaration)
        /// Not declared in this target. The path omits the standard library's module name.
        case outside([String])
    }

    init(_ declarations: Declarations, target: String) {
        self.target = target
        var types: [String: NominalDeclaration] = [:]
        for type in declarations.files.flatMap(\.types) {
            // Two files may have a private type each with the same name as a visible one.
            if let known = types[type.name], known.access != nil || type.access == nil { continue }
            types[type.name] = type
        }
        self.types = types
        aliases = Dictionary(
            declarations.files.flatMap(\.aliases).map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first })
        extensions = declarations.files.flatMap(\.extensions)
    }

    /// Resolves a dotted name from the innermost scope outwards, as Swift does.
    func find(_ path: [String], from scopes: [String], depth: Int = 0) -> Found {
        guard let first = path.first, depth < DeclarationIndex.aliasDepthMax else {
            return .outside(path)
        }
        if first == "Self", let own = scopes.first {
            return member(path.dropFirst(), of: own, depth)
        }
        for scope in scopes {
            let name = "\(scope).\(first)"
            if contains(name) { return member(path.dropFirst(), of: name, depth) }
        }
        if contains(first) { return member(path.dropFirst(), of: first, depth) }
        if path.count > 1, first == target {
            return find(Array(path.dropFirst()), from: [], depth: depth + 1)
        }
        if path.count > 1, first == "Swift" { return .outside(Array(path.dropFirst())) }
        return .outside(path)
    }

    /// The maximum length of an alias chain. A longer one is a cycle, which the compiler reports.
    static let aliasDepthMax = 16

    private func contains(_ name: String) -> Bool { types[name] != nil || aliases[name] != nil }

    private func lookup(_ name: String) -> Found? {
        types[name].map { .type($0) } ?? aliases[name].map { .alias($0) }
    }

    /// Resolves the rest of a dotted name.
    private func member(_ rest: ArraySlice<String>, of name: String, _ depth: Int) -> Found {
        guard let next = rest.first else { return lookup(name) ?? .outside([name]) }
        var base = name
        if let alias = aliases[name], types[name] == nil {
            guard case .named(let path) = alias.type,
                case .type(let type) = find(path, from: alias.scopes, depth: depth + 1)
            else { return .outside([name] + rest) }
            base = type.name
        }
        let inner = "\(base).\(next)"
        guard contains(inner) else { return .outside([name] + rest) }
        return member(rest.dropFirst(), of: inner, depth)
    }

    /// Returns the extended type, with aliases resolved.
    func extended(by declaration: ExtensionDeclaration) -> NominalDeclaration? {
        guard case .type(let type) = follow(declaration.extended, from: []) else { return nil }
        return type
    }

    /// Returns the last component of a name from another module, with aliases resolved.
    func outsideName(of spelling: TypeSpelling, from scopes: [String]) -> String? {
        guard case .outside(let path) = follow(spelling, from: scopes) else { return nil }
        return path.last
    }

    /// Resolves a name and its aliases. Returns nil if the result is not a plain name.
    private func follow(_ spelling: TypeSpelling, from scopes: [String]) -> Found? {
        var (spelling, scopes) = (spelling, scopes)
        for _ in 0..<DeclarationIndex.aliasDepthMax {
            guard case .named(let path) = spelling else { return nil }
            switch find(path, from: scopes) {
            case .alias(let alias): (spelling, scopes) = (alias.type, alias.scopes)
            case let found: return found
            }
        }
        return nil
    }
}
