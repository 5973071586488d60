// SPDX-License-Identifier: MIT
// The untyped tree under every `Where`: columns by position, stored values. Condition+SQL.swift
// writes it as SQL and Condition+Memory.swift evaluates it. A property test compares the two row by
// row. Logic is two-valued: a test of nil is false, never unknown.
//
// A program may build a condition of any length or depth in a loop. Joining two conditions
// therefore takes constant time, and no traversal recurses.
//
// I1  Nodes are shared and immutable; only `deinit` takes them apart.
// I2  An "and" has no part `everything`, an "or" no part `nothing`. Both have no parts or at least
//     two.

struct Condition: Sendable {
    private(set) var node: Node
    /// Whether the condition is negated. "Not" has no node of its own.
    private(set) var isNegated = false
    /// Added to the column positions in the node.
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

        /// Releases the parts iteratively. The default would recurse once per level.
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

/// One comparison of a column. All but `isNull` are false for NULL.
enum Test: Hashable, Sendable {
    case equals(StoredValue)
    case differs(StoredValue)
    case lessThan(StoredValue)
    case atMost(StoredValue)
    case greaterThan(StoredValue)
    case atLeast(StoredValue)
    case between(StoredValue, StoredValue)
    /// Never includes NULL.
    case oneOf([StoredValue])
    case contains(String)
    case hasPrefix(String)
    case hasSuffix(String)
    case isNull
    case isNotNull
}

// Not inlined: in a guest, each condition in generated code would get a copy.
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

    /// Whether it is `everything` or `nothing`: connectives without parts.
    private func isConstant(_ isTrue: Bool) -> Bool {
        guard case .parts(let isAll, let parts) = node.content else { return false }
        return parts.isEmpty && (isAll != isNegated) == isTrue
    }

    var negation: Condition {
        var opposite = self
        opposite.isNegated.toggle()
        return opposite
    }

    /// Returns the condition with columns shifted right, which converts a group's condition to its
    /// owner's.
    func shifted(by distance: Int) -> Condition {
        var moved = self
        moved.offset += distance
        return moved
    }
}
