// Random values of every type, for the lossless law of the OrmLaws library.
// SPDX-License-Identifier: MIT
import OrmSyntax

public enum LawsRenderer {
    /// One file for the target: an `Arbitrary` conformance for each of its types.
    public static func render(_ plan: Plan) -> [GeneratedFile] {
        var writer = CodeWriter()
        let level = plan.access
        writer.line(
            "// Generated for module \(plan.target) by orm-gen \(generatorVersion). Change the types, not this file."
        )
        for module in ["OrmLaws", "SeededRandom"] {
            writer.line(level == .public ? "public import \(module)" : "import \(module)")
        }
        for enumeration in plan.enumerations { render(enumeration, &writer) }
        for entity in plan.entities { render(entity, &writer) }
        return [GeneratedFile(name: "\(plan.target)+OrmLaws.swift", text: writer.text)]
    }

    private static func render(_ enumeration: RawEnumeration, _ writer: inout CodeWriter) {
        let type = escapedPath(enumeration.name)
        conformance(type, enumeration.access, &writer) { writer in
            let cases = enumeration.cases.map { ".\(escaped($0))" }
            writer.list("let cases: [\(type)] = [", cases, "]")
            writer.line("return cases[Int(random.next() % UInt64(cases.count))]")
        }
    }

    private static func render(_ entity: EntityPlan, _ writer: inout CodeWriter) {
        let type = escapedPath(entity.entity.name)
        conformance(type, entity.entity.access, &writer) { writer in
            let arguments = entity.fields.map {
                "\(argumentLabel($0.field.name)): .arbitrary(using: &random)"
            }
            writer.list("\(type)(", arguments, ")")
        }
    }

    private static func conformance(
        _ type: String, _ access: AccessLevel, _ writer: inout CodeWriter,
        _ body: (inout CodeWriter) -> Void
    ) {
        writer.line()
        writer.block("extension \(type): Arbitrary") { writer in
            writer.block(
                "\(access.prefix)static func arbitrary(using random: inout SeededRandom) -> \(type)",
                body)
        }
    }
}
