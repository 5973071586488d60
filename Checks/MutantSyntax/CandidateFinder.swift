// SPDX-License-Identifier: MIT
// Finds the candidates of a source in its syntax. Only code of bodies is mutated: a default of a parameter and the
// first value of a property may be needed by the compiler. Code that other modules inline cannot see the switch.
//
// Every text is an expression or statement that can stand wherever the old one does. Some will not compile all the
// same, as a condition with `try`; whoever builds the mutants leaves those out.
import MutationTesting
import SwiftOperators
import SwiftParser
import SwiftSyntax

package enum CandidateFinder {
    /// The candidates of a source, in no order.
    package static func candidates(in source: String) -> [Candidate] {
        let parsed = Parser.parse(source: source)
        // Without operators that this table lacks, their expressions stay flat and have no candidates.
        let folded = OperatorTable.standardOperators.foldAll(parsed) { _ in }
        let visitor = CandidateVisitor(
            source: source,
            locations: SourceLocationConverter(fileName: "", tree: parsed))
        visitor.walk(folded)
        return visitor.found
    }
}

private final class CandidateVisitor: SyntaxVisitor {
    private let source: [UInt8]
    private let locations: SourceLocationConverter
    private(set) var found: [Candidate] = []
    /// Bodies of functions, accessors and closures around the place.
    private var bodies = 0

    init(source: String, locations: SourceLocationConverter) {
        self.source = Array(source.utf8)
        self.locations = locations
        super.init(viewMode: .sourceAccurate)
    }

    // MARK: What is left alone

    override func visit(_ node: AttributeSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: EnumCaseDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: FunctionParameterSyntax) -> SyntaxVisitorContinueKind {
        .skipChildren
    }
    override func visit(_ node: ExpressionPatternSyntax) -> SyntaxVisitorContinueKind {
        .skipChildren
    }
    override func visit(_ node: GenericArgumentClauseSyntax) -> SyntaxVisitorContinueKind {
        .skipChildren
    }
    override func visit(_ node: MacroExpansionExprSyntax) -> SyntaxVisitorContinueKind {
        .skipChildren
    }

    override func visit(_ node: IfConfigClauseSyntax) -> SyntaxVisitorContinueKind {
        if let elements = node.elements { walk(elements) }
        return .skipChildren
    }

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
        isInlined(node.attributes) ? .skipChildren : .visitChildren
    }

    override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind {
        isInlined(node.attributes) ? .skipChildren : .visitChildren
    }

    override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
        isInlined(node.attributes) ? .skipChildren : .visitChildren
    }

    override func visit(_ node: SubscriptDeclSyntax) -> SyntaxVisitorContinueKind {
        isInlined(node.attributes) ? .skipChildren : .visitChildren
    }

    private func isInlined(_ attributes: AttributeListSyntax) -> Bool {
        let names = ["inlinable", "_transparent", "_alwaysEmitIntoClient", "usableFromInline"]
        return attributes.contains {
            $0.as(AttributeSyntax.self).map { names.contains($0.attributeName.trimmedDescription) }
                ?? false
        }
    }

    // MARK: Bodies

    override func visit(_ node: CodeBlockSyntax) -> SyntaxVisitorContinueKind {
        bodies += 1
        return .visitChildren
    }
    override func visitPost(_ node: CodeBlockSyntax) { bodies -= 1 }
    override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind {
        bodies += 1
        return .visitChildren
    }
    override func visitPost(_ node: ClosureExprSyntax) { bodies -= 1 }
    override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind {
        bodies += 1
        return .visitChildren
    }
    override func visitPost(_ node: AccessorBlockSyntax) { bodies -= 1 }

    // MARK: Candidates

    override func visit(_ node: InfixOperatorExprSyntax) -> SyntaxVisitorContinueKind {
        guard let sign = node.operator.as(BinaryOperatorExprSyntax.self)?.operator.text else {
            return .visitChildren
        }
        if ["==", "!=", "<", "<=", ">", ">="].contains(sign) {
            add(.negatedComparison, node, "(\(Change.marker) != (\(node.trimmedDescription)))")
        }
        if let moved = ["<": "<=", "<=": "<", ">": ">=", ">=": ">"][sign] {
            let left = node.leftOperand.trimmedDescription
            let right = node.rightOperand.trimmedDescription
            add(
                .movedBoundary, node,
                "(\(Change.marker) ? \(left) \(moved) \(right) : \(left) \(sign) \(right))")
        }
        return .visitChildren
    }

    override func visit(_ node: IntegerLiteralExprSyntax) -> SyntaxVisitorContinueKind {
        guard let number = Int(node.literal.text), number < 1 << 20 else { return .skipChildren }
        add(
            .changedNumber, node, "(\(Change.marker) ? \(number == 0 ? 1 : number - 1) : \(number))"
        )
        return .skipChildren
    }

    override func visit(_ node: ConditionElementSyntax) -> SyntaxVisitorContinueKind {
        // A loop whose condition is always true would not end.
        guard case .expression(let condition) = node.condition,
            node.parent?.parent?.is(WhileStmtSyntax.self) != true,
            !condition.is(TryExprSyntax.self), !condition.is(UnsafeExprSyntax.self),
            !condition.is(AwaitExprSyntax.self)
        else { return .visitChildren }
        let text = condition.trimmedDescription
        add(.trueCondition, condition, "(\(Change.marker) ? true : (\(text)))")
        add(.falseCondition, condition, "(\(Change.marker) ? false : (\(text)))")
        return .visitChildren
    }

    override func visit(_ node: CodeBlockItemListSyntax) -> SyntaxVisitorContinueKind {
        // The only item may be the value of the block.
        guard node.count > 1 else { return .visitChildren }
        var last: (item: CodeBlockItemSyntax, text: String)?
        for item in node {
            guard case .expr(let expression) = item.item, isCall(expression) else {
                last = nil
                continue
            }
            let text = expression.trimmedDescription
            add(.droppedCall, expression, "if !\(Change.marker) { \(text) }")
            if let attempt = expression.as(TryExprSyntax.self),
                attempt.questionOrExclamationMark == nil
            {
                let call = attempt.expression.trimmedDescription
                add(
                    .ignoredError, expression,
                    "if \(Change.marker) { _ = try? \(call) } else { \(text) }")
            }
            if let last {
                let range = start(last.item)..<end(item)
                add(
                    .exchangedCalls, range,
                    "if \(Change.marker) { \(text); \(last.text) } else { \(last.text); \(text) }")
            }
            last = (item, text)
        }
        return .visitChildren
    }

    /// Whether an expression is a call that may be left out.
    private func isCall(_ expression: ExprSyntax) -> Bool {
        if let attempt = expression.as(TryExprSyntax.self) { return isCall(attempt.expression) }
        if let wait = expression.as(AwaitExprSyntax.self) { return isCall(wait.expression) }
        if let code = expression.as(UnsafeExprSyntax.self) { return isCall(code.expression) }
        guard let call = expression.as(FunctionCallExprSyntax.self) else { return false }
        let name = call.calledExpression.trimmedDescription
        // Without these a body may not end, or not initialise.
        let needed = [
            "fatalError", "preconditionFailure", "self.init", "super.init", "Guest.panic",
        ]
        return !needed.contains(name) && !name.hasSuffix(".initialize")
    }

    // MARK: Ranges

    private func start(_ node: some SyntaxProtocol) -> Int {
        node.positionAfterSkippingLeadingTrivia.utf8Offset
    }

    private func end(_ node: some SyntaxProtocol) -> Int {
        node.endPositionBeforeTrailingTrivia.utf8Offset
    }

    private func add(_ mutation: Mutation, _ node: some SyntaxProtocol, _ text: String) {
        add(mutation, start(node)..<end(node), text)
    }

    private func add(_ mutation: Mutation, _ range: Range<Int>, _ text: String) {
        // Lines of a string literal cannot be joined with what is around them.
        guard bodies > 0, !text.contains("\"\"\"") else { return }
        let line = locations.location(for: AbsolutePosition(utf8Offset: range.lowerBound)).line
        found.append(Candidate(mutation: mutation, range: range, text: text, line: line))
    }
}
