// SPDX-License-Identifier: MIT
// Mutants that are made from the syntax of the sources, a sample of all that could be: the same seed, count and sources
// give the same mutants with the same numbers.
import Foundation
import SeededRandom

package struct MutantSample {
    /// What a mutant was made of.
    package struct Entry: Equatable, Sendable {
        package var file: String
        package var line: Int
        package var mutation: Mutation

        /// As in `Sources/BlockIO/Extent.swift:12: boundary moved`.
        package var name: String { "\(file):\(line): \(mutation.rawValue)" }
    }

    package private(set) var entries: [Entry] = []
    /// Of each entry.
    private(set) var edits: [Edit] = []

    /// Makes a sample.
    ///
    /// - Parameters:
    ///   - candidates: those of each source, by its path.
    ///   - count: mutants at most.
    package init(candidates: [String: [Candidate]], count: Int, seed: UInt64) {
        var all: [(file: String, candidate: Candidate)] = []
        for (file, found) in candidates.sorted(by: { $0.key < $1.key }) {
            all += found.sorted { ($0.range.lowerBound, $0.text) < ($1.range.lowerBound, $1.text) }
                .map { (file, $0) }
        }
        var random = SeededRandom(seed: seed)
        all.shuffle(using: &random)
        var taken: [String: [Range<Int>]] = [:]
        for (file, candidate) in all where entries.count < count {
            // One place has one mutant.
            if taken[file, default: []].contains(where: { $0.overlaps(candidate.range) }) {
                continue
            }
            taken[file, default: []].append(candidate.range)
            entries.append(
                Entry(file: file, line: candidate.line, mutation: candidate.mutation))
            edits.append(Edit(range: candidate.range, text: candidate.text, mutant: ""))
        }
    }

    /// The sources of modules of a checkout.
    package static func sources(of modules: [String], root: URL) throws -> [String: String] {
        var result: [String: String] = [:]
        for module in modules {
            let folder = root.appending(path: "Sources/\(module)")
            guard let walk = FileManager.default.enumerator(atPath: folder.path) else { continue }
            for case let path as String in walk where path.hasSuffix(".swift") {
                result["Sources/\(module)/\(path)"] = try String(
                    contentsOf: folder.appending(path: path), encoding: .utf8)
            }
        }
        return result
    }
}
