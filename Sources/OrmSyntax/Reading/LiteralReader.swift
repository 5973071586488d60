// SPDX-License-Identifier: MIT
// Literal default values: the value, and the type that Swift infers if none is written.
import SwiftParser
import SwiftSyntax

extension Literal {
    /// Reads a literal; nil for any other expression.
    init?(_ expression: ExprSyntax) {
        switch expression.as(ExprSyntaxEnum.self) {
        case .nilLiteralExpr:
            self = .nil
        case .booleanLiteralExpr(let node):
            self = .boolean(node.literal.tokenKind == .keyword(.true))
        case .integerLiteralExpr(let node):
            guard let digits = decimalDigits(node.literal.text) else { return nil }
            self = .integer(digits)
        case .floatLiteralExpr(let node):
            let text = node.literal.text.filter { $0 != "_" }
            guard !text.hasPrefix("0x") else { return nil }
            self = .float(text)
        case .stringLiteralExpr(let node):
            guard let text = node.representedLiteralValue else { return nil }
            self = .string(text)
        case .prefixOperatorExpr(let node):
            guard node.operator.text == "-", let literal = Literal(node.expression) else {
                return nil
            }
            switch literal {
            case .integer(let digits) where !digits.hasPrefix("-"): self = .integer("-" + digits)
            case .float(let digits) where !digits.hasPrefix("-"): self = .float("-" + digits)
            default: return nil
            }
        default:
            return nil
        }
    }
}

/// Returns the standard library's default type of a literal.
func inferredType(of expression: ExprSyntax) -> (type: TypeSpelling, text: String)? {
    func standard(_ name: String) -> (TypeSpelling, String) { (.named(["Swift", name]), name) }
    switch expression.as(ExprSyntaxEnum.self) {
    case .booleanLiteralExpr: return standard("Bool")
    case .integerLiteralExpr: return standard("Int")
    case .floatLiteralExpr: return standard("Double")
    case .stringLiteralExpr(let node):
        return node.representedLiteralValue == nil ? nil : standard("String")
    case .functionCallExpr(let node): return inferredType(ofCall: node)
    case .prefixOperatorExpr(let node) where node.operator.text == "-":
        switch node.expression.kind {
        case .integerLiteralExpr, .floatLiteralExpr: return inferredType(of: node.expression)
        default: return nil
        }
    default: return nil
    }
}

/// Returns the type of a call of a type's name: `[UInt8]()`, `[UInt8](repeating: 0, count: 16)`,
/// `String()`.
private func inferredType(
    ofCall node: FunctionCallExprSyntax
) -> (type: TypeSpelling, text: String)? {
    let callee = node.calledExpression
    if let array = callee.as(ArrayExprSyntax.self), array.elements.count == 1,
        let element = array.elements.first?.expression.as(DeclReferenceExprSyntax.self)
    {
        return (.array(.named([element.baseName.plainText])), array.trimmedDescription)
    }
    // With arguments it could be a failable initialiser.
    guard node.arguments.isEmpty, node.trailingClosure == nil,
        let name = callee.as(DeclReferenceExprSyntax.self)?.baseName.plainText,
        name.first?.isUppercase == true
    else { return nil }
    return (.named([name]), name)
}

private func decimalDigits(_ text: String) -> String? {
    let digits = text.filter { $0 != "_" }
    let radix =
        switch digits.prefix(2) {
        case "0x": 16
        case "0o": 8
        case "0b": 2
        default: 10
        }
    guard radix == 10 else {
        return UInt64(digits.dropFirst(2), radix: radix).map { String($0) }
    }
    let significant = digits.drop { $0 == "0" }
    return significant.isEmpty ? "0" : String(significant)
}
