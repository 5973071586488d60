// SPDX-License-Identifier: MIT
// The names of what is generated. All Swift files of a target need names of their own, the generated ones included: Swift
// tells the private declarations of a module apart by them, and SwiftPM names object files after them. Two of one name
// would only be found by the build system, as "multiple producers" of an object file.
import Foundation
import PackagePlugin

/// The files that the generator writes for one target.
struct OutputNames {
    /// In the order of the sources, the schema last.
    let all: [String]
    /// The source that each is written for; nil for the schema.
    private let origins: [String?]
    private let target: String

    init(annotated: [URL], target: String) {
        origins = annotated.map(\.lastPathComponent) + [nil]
        all =
            annotated.map { $0.deletingPathExtension().lastPathComponent + "+Orm.swift" }
            + ["\(target)+OrmSchema.swift"]
        self.target = target
    }

    /// Reports sources that have the name of an output, and sources whose outputs would have the same name.
    ///
    /// - Returns: whether there were none.
    func areFree(among sources: [URL], annotated: [URL]) -> Bool {
        var isFree = true
        for source in sources {
            guard let position = all.firstIndex(of: source.lastPathComponent) else { continue }
            let origin = origins[position].map { "'\($0)'" } ?? "the types of '\(target)'"
            report(source, "has the name of the file that is generated from \(origin); rename it")
            isFree = false
        }
        var firsts: [String: URL] = [:]
        for (source, output) in zip(annotated, all) {
            guard let first = firsts[output] else {
                firsts[output] = source
                continue
            }
            let name = "has the name of '\(first.path)'"
            report(source, "\(name), and '\(output)' is generated from each; rename one of them")
            isFree = false
        }
        return isFree
    }

    /// SwiftPM prints the message and not the place, which is for editors.
    private func report(_ source: URL, _ problem: String) {
        let path = source.path
        Diagnostics.error("'\(path)' \(problem) [file-name-clash]", file: path, line: 1)
    }
}
