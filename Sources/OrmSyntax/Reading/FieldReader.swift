// SPDX-License-Identifier: MIT
// The stored properties of a struct. A property that cannot be a field is reported once and kept
// without a type, so that keys and indexes that name it are not reported too.
import SwiftSyntax

/// Reads the variable declarations of one struct's body.
struct FieldReader {
    let issues: IssueCollector
    /// The struct's name, for messages.
    let type: String

    private(set) var fields: [FieldDeclaration] = []
    /// Whether an issue about the fields was reported.
    private(set) var isBroken = false

    init(_ issues: IssueCollector, type: String) {
        self.issues = issues
        self.type = type
    }

    mutating func read(_ members: MemberBlockItemListSyntax) {
        for item in members {
            if let node = item.decl.as(VariableDeclSyntax.self) {
                read(node)
            } else if let node = item.decl.as(IfConfigDeclSyntax.self) {
                read(node)
            }
        }
    }

    private mutating func read(_ condition: IfConfigDeclSyntax) {
        let stored = conditionalDeclarations(in: condition)
            .compactMap { $0.as(VariableDeclSyntax.self) }
            .filter { node in
                !node.modifiers.isStatic && node.bindings.contains { $0.isStored }
            }
        guard !stored.isEmpty else { return }
        isBroken = true
        issues.report(
            .conditionalField, "a stored property of '\(type)' is declared under '#if'",
            suggestion: "store it always, or move it to a type that is not '@Persist'",
            at: condition)
        for node in stored {
            for binding in node.bindings {
                if let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier {
                    appendBroken(name, node)
                }
            }
        }
    }

    private mutating func read(_ node: VariableDeclSyntax) {
        guard !node.modifiers.isStatic else { return }
        // The compiler reports what does not parse.
        if node.hasError { isBroken = true }
        for (position, binding) in node.bindings.enumerated() {
            guard binding.isStored else {
                reportInitAccessor(binding)
                continue
            }
            guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier else {
                isBroken = true
                guard !node.hasError else { continue }
                issues.report(
                    .patternField, "a stored property of '\(type)' is declared by a pattern",
                    suggestion: "declare each property by its own name", at: binding.pattern)
                continue
            }
            guard name.presence == .present else { continue }
            guard !node.hasError, isAcceptable(node, binding, name),
                let field = field(name, binding, position, in: node)
            else {
                isBroken = true
                appendBroken(name, node)
                continue
            }
            fields.append(field)
        }
    }

    private mutating func reportInitAccessor(_ binding: PatternBindingSyntax) {
        guard let accessor = binding.accessor(.`init`) else { return }
        isBroken = true
        issues.report(
            .initAccessor, "a property of '\(type)' with an init accessor changes its initialiser",
            suggestion: "store the property itself", at: accessor)
    }

    private mutating func appendBroken(_ name: TokenSyntax, _ node: VariableDeclSyntax) {
        let location = issues.location(of: name)
        fields.append(
            FieldDeclaration(
                name: name.plainText, type: nil, typeText: "", typeLocation: location,
                defaultValue: nil, hasComputedDefault: false, isConstant: !node.isVariable,
                isSetterHidden: false, isDeprecated: false, keySource: .natural,
                attributes: attributes(of: node), documentation: [], location: location))
    }

    private func field(
        _ name: TokenSyntax, _ binding: PatternBindingSyntax, _ position: Int,
        in node: VariableDeclSyntax
    ) -> FieldDeclaration? {
        let initial = binding.initializer?.value
        var type: TypeSpelling
        var text: String
        var place: Syntax
        if let written = annotation(of: position, in: node.bindings) {
            type = TypeSpelling(written)
            text = written.trimmedDescription
            place = Syntax(written)
        } else if let initial, let inferred = inferredType(of: initial) {
            type = inferred.type
            text = inferred.text
            place = Syntax(name)
        } else {
            // Without a value, the compiler reports it.
            if let initial, !initial.hasError { reportMissingType(name) }
            return nil
        }
        guard type != .missing else { return nil }
        var defaultValue = initial.flatMap { Literal($0) }
        if initial == nil, case .optional = type, node.isVariable { defaultValue = .nil }
        return FieldDeclaration(
            name: name.plainText, type: type, typeText: text,
            typeLocation: issues.location(of: place), defaultValue: defaultValue,
            hasComputedDefault: initial != nil && defaultValue == nil,
            isConstant: !node.isVariable, isSetterHidden: node.modifiers.hidesSetter,
            isDeprecated: node.attributes.availability.contains(where: \.isDeprecation),
            keySource: node.attributes.all(.key).first?.keySource ?? .natural,
            attributes: attributes(of: node), documentation: documentation(of: node),
            location: issues.location(of: name))
    }

    /// Returns a binding's type annotation: `var a, b: Int` gives both the type.
    private func annotation(of position: Int, in bindings: PatternBindingListSyntax) -> TypeSyntax?
    {
        for binding in bindings.dropFirst(position) {
            if let annotation = binding.typeAnnotation { return annotation.type }
            if binding.initializer != nil { return nil }
        }
        return nil
    }

    private func reportMissingType(_ name: TokenSyntax) {
        issues.report(
            .missingType, "the type of field '\(name.plainText)' is not written",
            suggestion: "write it, as in 'var \(name.text): String = …'", at: name)
    }

    private func attributes(of node: VariableDeclSyntax) -> [OrmAttribute: SourceLocation] {
        var places: [OrmAttribute: SourceLocation] = [:]
        for attribute in OrmAttribute.onFields {
            places[attribute] = node.attributes.all(attribute).first.map(issues.location(of:))
        }
        return places
    }
}

extension AttributeListSyntax {
    /// The `@available` attributes.
    var availability: [AttributeSyntax] {
        written.filter { $0.attributeName.trimmedDescription == "available" }
    }
}

extension AttributeSyntax {
    /// Whether an `@available` marks the declaration as deprecated.
    var isDeprecation: Bool {
        trimmedDescription.contains("deprecated")
    }

    /// The argument of `@Key`: who chooses the key.
    var keySource: KeySource? {
        guard case .argumentList(let arguments) = arguments, let first = arguments.first,
            let member = first.expression.as(MemberAccessExprSyntax.self)
        else { return nil }
        return KeySource(rawValue: member.declName.baseName.plainText)
    }
}

extension DeclModifierListSyntax {
    /// Whether the modifiers include `private(set)` or `fileprivate(set)`.
    var hidesSetter: Bool {
        contains { modifier in
            modifier.detail != nil
                && [.keyword(.private), .keyword(.fileprivate)].contains(modifier.name.tokenKind)
        }
    }
}

extension VariableDeclSyntax {
    /// Whether it is `var`, not `let`.
    var isVariable: Bool { bindingSpecifier.tokenKind == .keyword(.var) }
}

extension PatternBindingSyntax {
    /// Whether the property is stored: it has no accessors, or only observers.
    package var isStored: Bool {
        switch accessorBlock?.accessors {
        case nil: true
        case .getter: false
        case .accessors(let list):
            list.allSatisfy {
                [.keyword(.willSet), .keyword(.didSet)].contains($0.accessorSpecifier.tokenKind)
            }
        }
    }

    /// Returns the accessor of a kind.
    func accessor(_ keyword: Keyword) -> AccessorDeclSyntax? {
        guard case .accessors(let list) = accessorBlock?.accessors else { return nil }
        return list.first { $0.accessorSpecifier.tokenKind == .keyword(keyword) }
    }
}
