// SPDX-License-Identifier: MIT
// The second stage. It resolves names, applies the rules between declarations and returns a model
// that can be planned without further checks. All issues are found, each once: a reported
// declaration is skipped silently elsewhere.
import OrmSyntax

/// Checks the declarations of one target: resolves names and applies the rules between
/// declarations.
///
/// - Parameter target: the name of the Swift module.
/// - Returns: the model, or nil if there are errors, and all issues of all files in source order.
public func check(
    _ declarations: Declarations, target: String
) -> (model: Model?, issues: [SchemaIssue]) {
    var checker = Checker(declarations, target: target)
    let model = checker.run()
    let issues = checker.issues.sorted { ($0.location, $0.id) < ($1.location, $1.id) }
    let failed = issues.contains { $0.severity == .error }
    return (failed ? nil : model, issues)
}

/// Reads and checks the files of one target in one step.
///
///     let file = SourceFile(path: "Contact.swift", text: text)
///     let (model, issues) = readModel(of: [file], target: "Contacts")
///     for issue in issues { print(issue) }
///
/// - Parameters:
///   - sources: all files of the target, in any order.
///   - target: the name of the Swift module.
/// - Returns: the model, or nil if there are errors, and all issues of all files in source order.
public func readModel(
    of sources: [SourceFile], target: String
) -> (model: Model?, issues: [SchemaIssue]) {
    check(read(sources), target: target)
}

/// The state of one check. Each rule is an extension in its own file.
struct Checker {
    let declarations: Declarations
    let target: String
    let index: DeclarationIndex
    let resolver: TypeResolver
    var issues: [SchemaIssue]
    /// Types reported for a missing annotation.
    var reportedTypes: Set<String> = []

    init(_ declarations: Declarations, target: String) {
        self.declarations = declarations
        self.target = target
        index = DeclarationIndex(declarations, target: target)
        resolver = TypeResolver(index: index)
        issues = declarations.files.flatMap(\.issues)
    }

    mutating func run() -> Model {
        let written = declarations.files.flatMap(\.entities)
        let entities = written.map { resolve($0) }
        let enumerations = declarations.files.flatMap(\.enumerations).compactMap { resolve($0) }
        checkReach()
        checkExtensions()
        checkTables(written)
        let model = Model(
            target: target, entities: entities, enumerations: enumerations,
            importStyle: declarations.importStyle)
        var shape = ColumnShape(entities)
        checkRecursion(entities, &shape)
        checkColumns(entities, &shape)
        return model
    }

    mutating func report(
        _ kind: IssueKind, severity: SchemaIssue.Severity = .error, _ message: String,
        suggestion: String? = nil, at location: SourceLocation
    ) {
        issues.append(
            SchemaIssue(kind, severity: severity, message, suggestion: suggestion, at: location))
    }
}
