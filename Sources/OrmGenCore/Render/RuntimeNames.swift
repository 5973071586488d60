// The runtime's types as generated code names them. A module may well have a `Match`, a `Transaction` or a
// `Table` of its own, which would then be meant; in such a module the runtime's is qualified.
// SPDX-License-Identifier: MIT

struct RuntimeNames {
    /// Names that the target declares itself, at any depth.
    let declared: Set<String>

    /// `Match`, or `OrmRuntime.Match` where the target has a `Match`.
    func callAsFunction(_ name: String) -> String {
        declared.contains(name) ? "OrmRuntime.\(name)" : name
    }

    /// The same for the standard library's one type that modules like to have too.
    var result: String { declared.contains("Result") ? "Swift.Result" : "Result" }
}
