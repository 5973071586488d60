// SPDX-License-Identifier: MIT
// The first stage: parses text to declarations as written. It resolves no names, so a file's result
// depends on that file alone. Parsing takes most of the generator's time, so only relevant files
// are parsed: those with annotations, and those that mention a name used by annotated types.
import OrmSyntax

/// One source file of the target.
public struct SourceFile: Sendable, Hashable {
    /// The path as diagnostics print it.
    public var path: String
    /// The file's content.
    public var text: String

    /// Creates a source file from a path, which need not exist, and its text.
    public init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}

/// The declarations in the files of one target, in order of their paths.
public struct Declarations: Sendable, Hashable {
    package var files: [FileDeclarations]
    /// How the files import the runtime, including those that were not parsed.
    package var importStyle: ImportStyle
}

/// Reads the declarations in the files of one target, given in any order.
///
/// A file is parsed only if it has an annotation or mentions a name that annotated types use. The
/// result includes the mistakes within single declarations; ``check(_:target:)`` returns them with
/// all others.
public func read(_ sources: [SourceFile]) -> Declarations {
    var files: [FileDeclarations] = []
    var pending = sources.concurrentMap { ScannedFile($0) }
    let isExplicit = pending.contains { $0.importsExplicitly }
    // A file that mentions a name may declare an alias of it or extend it, which may lead to new
    // names.
    var names: Set<String> = [
        "@Persist", "@Key", "@Unique", "@Index", "@OrmRuntime",
    ]
    while true {
        let mentioning = pending.filter { !$0.words.isDisjoint(with: names) }
        if mentioning.isEmpty { break }
        pending.removeAll { !$0.words.isDisjoint(with: names) }
        // In parallel, because parsing takes longest.
        let found = mentioning.map(\.source)
            .concurrentMap { SourceReader.read($0.text, path: $0.path) }
        names = Set(found.flatMap(\.namesToFollow))
        files += found
    }
    return Declarations(
        files: files.sorted { $0.path < $1.path }, importStyle: isExplicit ? .explicit : .implicit)
}

extension FileDeclarations {
    /// Names whose declarations, aliases or extensions may be in other files.
    fileprivate var namesToFollow: [String] {
        let headers = entities.map(\.header) + enumerations.map(\.header)
        let own = headers.flatMap { $0.name.split(separator: ".").map(String.init) }
        let fields = entities.flatMap(\.fields).compactMap(\.type).flatMap(\.names)
        return own + fields + aliases.flatMap(\.type.names)
    }
}

extension TypeSpelling {
    /// Every name in the spelling except those of scalar types.
    fileprivate var names: [String] {
        let spelled: [String] =
            switch self {
            case .named(let path): path
            case .generic(let path, let arguments): path + arguments.flatMap(\.names)
            case .optional(let wrapped): wrapped.names
            case .array(let element): element.names
            case .other, .missing: []
            }
        let known = Set(Scalar.allCases.map(\.rawValue) + ["Swift", "Optional", "Array"])
        return spelled.filter { !known.contains($0) }
    }
}
