// SPDX-License-Identifier: MIT
// The first stage: text in, declarations as written out. Nothing is looked up here, so one file's
// result depends on that file alone. Parsing is most of the generator's time, hence only files that can
// matter are parsed: those with annotations, and those that mention a name the annotated types use.
import OrmSyntax

/// One source file of the target.
public struct SourceFile: Sendable, Hashable {
    /// As diagnostics print it.
    public var path: String
    /// The file's content.
    public var text: String

    /// Creates a source file from a path, which need not exist, and a text.
    public init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}

/// What the files of one target declare, in order of their paths.
public struct Declarations: Sendable, Hashable {
    package var files: [FileDeclarations]
    /// How the files import the runtime, those that were not parsed too.
    package var importStyle: ImportStyle
}

/// Reads the declarations in the files of one target, given in any order.
///
/// A file is parsed only if it has an annotation or mentions a name that annotated types use. The
/// mistakes that one declaration shows are in the result; ``check(_:target:)`` returns them with
/// all others.
public func read(_ sources: [SourceFile]) -> Declarations {
    var files: [FileDeclarations] = []
    var pending = sources.concurrentMap { ScannedFile($0) }
    let isExplicit = pending.contains { $0.importsExplicitly }
    // Whatever mentions a name may declare an alias of it or extend it, and that may lead to new names.
    var names: Set<String> = [
        "@Persist", "@Key", "@Unique", "@Index", "@OrmRuntime",
    ]
    while true {
        let mentioning = pending.filter { !$0.words.isDisjoint(with: names) }
        if mentioning.isEmpty { break }
        pending.removeAll { !$0.words.isDisjoint(with: names) }
        // On all processors: nothing else takes as long.
        let found = mentioning.map(\.source)
            .concurrentMap { SourceReader.read($0.text, path: $0.path) }
        names = Set(found.flatMap(\.namesToFollow))
        files += found
    }
    return Declarations(
        files: files.sorted { $0.path < $1.path }, importStyle: isExplicit ? .explicit : .implicit)
}

extension FileDeclarations {
    /// Names whose declarations, aliases or extensions may stand in other files.
    fileprivate var namesToFollow: [String] {
        let headers = entities.map(\.header) + enumerations.map(\.header)
        let own = headers.flatMap { $0.name.split(separator: ".").map(String.init) }
        let fields = entities.flatMap(\.fields).compactMap(\.type).flatMap(\.names)
        return own + fields + aliases.flatMap(\.type.names)
    }
}

extension TypeSpelling {
    /// Every name in the spelling that is not one of the types stored as they are.
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
