// SPDX-License-Identifier: MIT
// The untyped tree under every `Where`: columns by position, values as stored. One tree, two readers:
// Condition+SQL.swift writes it as SQL, Condition+Memory.swift evaluates it. They must agree; a
// property test compares them row by row. Logic is two-valued: a test of nil is false, never unknown.
//
// A program may put a condition together in a loop, as long or as deep as it likes. So joining two takes the same time
// whatever they are, and nothing that goes through one calls itself for each level.
//
// I1  Nodes are shared and do not change; `deinit` alone takes them apart.
// I2  Of the parts of an "and" none is `everything`, of an "or" none is `nothing`, and there are none or at least two.

struct Condition: Sendable {
    private(set) var node: Node
    /// Whether the opposite is meant: "not" is no node of its own.
    private(set) var isNegated = false
    /// How far to the right the columns are of what the node says.
    private(set) var offset = 0

    private init(_ content: Node.Content) {
        node = Node(content)
    }
}

extension Condition {
    // SAFETY: sendable because of I1.
    final class Node: @unchecked Sendable {
        enum Content {
            case test(column: Int, Test)
            /// Joined by "and" or by "or".
            case parts(isAll: Bool, [Condition])
        }

        fileprivate(set) var content: Content

        fileprivate init(_ content: Content) {
            self.content = content
        }

        /// Left to itself, releasing a node would release its parts within that, and theirs.
        deinit {
            guard case .parts = content else { return }
            var rest = takeParts()
            while !rest.isEmpty {
                var part = rest.removeLast()
                if isKnownUniquelyReferenced(&part.node) { rest += part.node.takeParts() }
            }
        }

        private func takeParts() -> [Condition] {
            guard case .parts(let isAll, let parts) = content else { return [] }
            content = .parts(isAll: isAll, [])
            return parts
        }
    }
}

/// One comparison of a column. All are false for NULL except `isNull`.
enum Test: Hashable, Sendable {
    case equals(StoredValue)
    case differs(StoredValue)
    case lessThan(StoredValue)
    case atMost(StoredValue)
    case greaterThan(StoredValue)
    case atLeast(StoredValue)
    case between(StoredValue, StoredValue)
    /// Never contains NULL.
    case oneOf([StoredValue])
    case contains(String)
    case hasPrefix(String)
    case hasSuffix(String)
    case isNull
    case isNotNull
}

// Not inlined: in a guest, each condition of generated code would have a copy.
extension Condition {
    static let everything = Condition(.parts(isAll: true, []))
    static let nothing = Condition(.parts(isAll: false, []))

    @inline(never) static func test(column: Int, _ test: Test) -> Condition {
        Condition(.test(column: column, test))
    }

    static func conjunction(of parts: [Condition]) -> Condition { joining(parts, isAll: true) }

    static func disjunction(of parts: [Condition]) -> Condition { joining(parts, isAll: false) }

    @inline(never) private static func joining(_ parts: [Condition], isAll: Bool) -> Condition {
        let kept = parts.filter { !$0.isConstant(isAll) }
        if kept.count == 1 { return kept[0] }
        return kept.isEmpty ? (isAll ? everything : nothing) : Condition(.parts(isAll: isAll, kept))
    }

    /// Whether it is `everything` or `nothing`, written so that it tests nothing.
    private func isConstant(_ isTrue: Bool) -> Bool {
        guard case .parts(let isAll, let parts) = node.content else { return false }
        return parts.isEmpty && (isAll != isNegated) == isTrue
    }

    var negation: Condition {
        var opposite = self
        opposite.isNegated.toggle()
        return opposite
    }

    /// The same condition on columns further to the right: how a group's condition becomes its owner's.
    func shifted(by distance: Int) -> Condition {
        var moved = self
        moved.offset += distance
        return moved
    }
}
