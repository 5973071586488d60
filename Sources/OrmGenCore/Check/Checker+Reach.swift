// SPDX-License-Identifier: MIT
// Rules that need other declarations: whether enclosing types are accessible, whether a type
// visible to other modules is Sendable, and what extensions in other files add to it.
import OrmSyntax

extension Checker {
    /// Every annotated struct and enum.
    private var headers: [TypeHeader] {
        declarations.files.flatMap { file in
            file.entities.map(\.header) + file.enumerations.map(\.header)
        }
    }

    /// Returns the access level limited by those of enclosing types, or nil if it is private.
    func access(of header: TypeHeader) -> AccessLevel? {
        var access = header.access
        for scope in header.scopes.dropFirst() {
            guard let type = index.types[scope] else { continue }
            guard let outer = type.access else { return nil }
            access = min(access, outer)
        }
        return access
    }

    mutating func checkReach() {
        for header in headers {
            let outer = header.scopes.dropFirst().compactMap { index.types[$0] }
            if outer.contains(where: \.isGeneric), !isReported(.genericType, header) {
                report(
                    .genericType,
                    "'\(header.name)' is inside a generic type, so it has no single table",
                    suggestion: "persist a concrete type", at: header.location)
            }
            guard let access = access(of: header) else {
                if !isReported(.privateType, header) {
                    report(
                        .privateType,
                        "'\(header.name)' is inside a private type, "
                            + "so generated code cannot extend it",
                        suggestion: "make it internal or wider", at: header.location)
                }
                continue
            }
            if access > .internal, !isSendable(header) { reportSendable(header, access) }
        }
    }

    private func isReported(_ kind: IssueKind, _ header: TypeHeader) -> Bool {
        issues.contains { $0.id == kind.rawValue && $0.location == header.location }
    }

    private mutating func reportSendable(_ header: TypeHeader, _ access: AccessLevel) {
        let name = header.name.split(separator: ".").last ?? ""
        let isEnum = index.types[header.name]?.kind == .enum
        report(
            .notSendable,
            "'\(header.name)' is not declared Sendable, which is not inferred for "
                + "\(access.rawValue) types",
            suggestion: isEnum
                ? "add 'Sendable' after the raw type"
                : "write '\(access.rawValue) struct \(name): Sendable'",
            at: header.location)
    }

    private func isSendable(_ header: TypeHeader) -> Bool {
        let added = index.extensions.filter { index.extended(by: $0)?.name == header.name }
        return (header.inheritance + added.flatMap(\.inheritance)).contains {
            isSendable($0, from: Array(header.scopes.dropFirst()), seen: [])
        }
    }

    /// Whether the protocol is Sendable or inherits from it.
    private func isSendable(
        _ inheritance: Inheritance, from scopes: [String], seen: Set<String>
    ) -> Bool {
        guard case .named(let path) = inheritance.type else { return false }
        switch index.find(path, from: scopes) {
        case .type(let type):
            return type.kind == .protocol && !seen.contains(type.name)
                && type.inheritance.contains {
                    isSendable($0, from: type.scopes, seen: seen.union([type.name]))
                }
        case .alias: return false
        case .outside(let path): return ["Sendable", "Error", "CodingKey"].contains(path.last)
        }
    }

    /// Checks what extensions add to annotated types.
    mutating func checkExtensions() {
        for declaration in index.extensions {
            guard let type = index.extended(by: declaration), type.isAnnotated else { continue }
            issues += declaration.members.compactMap {
                GeneratedNames.issue(for: $0, of: type.name)
            }
            issues += declaration.inheritance.compactMap {
                GeneratedNames.issue(for: $0, of: type.name)
            }
        }
    }

    /// Checks that no two entities share a table. SQLite ignores the case of ASCII letters.
    mutating func checkTables(_ entities: [EntityDeclaration]) {
        var owners: [[UInt8]: String] = [:]
        for entity in entities {
            guard let table = entity.table else { continue }
            let key = asciiLowercased(table.text)
            guard let owner = owners[key] else {
                owners[key] = entity.header.name
                continue
            }
            report(
                .duplicateTable,
                "'\(entity.header.name)' and '\(owner)' are both stored in table '\(table.text)'",
                suggestion: "give one of them another name with '@Persist(table:)'",
                at: table.location)
        }
    }
}
