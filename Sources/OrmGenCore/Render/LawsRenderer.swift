// SPDX-License-Identifier: MIT
// Random values of every type, for the lossless law of the OrmLaws library.
import OrmSyntax

/// Writes the code that generates random values of a target's types, for the lossless law of
/// OrmLaws.
public enum LawsRenderer {
    /// Returns one file, `App+OrmLaws.swift` for a target `App`, with an `Arbitrary` conformance
    /// for each type.
    public static func render(_ plan: Plan) -> [GeneratedFile] {
        var writer = CodeWriter()
        writer.line(
            "// Generated for module \(plan.target) by orm-gen \(generatorVersion). Change the types, not this file."
        )
        for module in ["OrmLaws", "SeededRandom"] {
            writer.importing(module, plan.access, plan.importStyle)
        }
        let types = SwiftTypes(target: plan.target)
        for enumeration in plan.enumerations { render(enumeration, types, &writer) }
        for entity in plan.entities { render(entity.entity, types, &writer) }
        return [GeneratedFile(name: "\(plan.target)+OrmLaws.swift", text: writer.text)]
    }

    private static func render(
        _ enumeration: RawEnumeration, _ types: SwiftTypes, _ writer: inout CodeWriter
    ) {
        let type = types.own(enumeration.name)
        conformance(
            type, enumeration.access, enumeration.circumstances,
            usesDeprecated: enumeration.cases.contains(where: \.isDeprecated), &writer
        ) { writer in
            let cases = enumeration.cases.map { ".\(escaped($0.name))" }
            writer.list("let ormCases: [\(type)] = [", cases, "]")
            writer.line(
                "return ormCases[Swift::Int(ormRandom.next() % Swift::UInt64(ormCases.count))]")
        }
    }

    private static func render(
        _ entity: Entity, _ types: SwiftTypes, _ writer: inout CodeWriter
    ) {
        let type = types.own(entity.name)
        conformance(
            type, entity.access, entity.circumstances,
            usesDeprecated: entity.fields.contains(where: \.isDeprecated), &writer
        ) { writer in
            writer.line("\(type)(ormRandom: &ormRandom)")
        }
        writer.line()
        entity.circumstances.render(to: &writer) { writer in
            writer.lines(entity.circumstances.availability)
            writer.block("nonisolated extension \(type)") { writer in
                writer.markDeprecated(entity.fields.contains(where: \.isDeprecated))
                writer.block("init(ormRandom: inout SeededRandom::SeededRandom)") { writer in
                    fields(entity, types, &writer)
                }
            }
        }
    }

    private static func fields(
        _ entity: Entity, _ types: SwiftTypes, _ writer: inout CodeWriter
    ) {
        func value(_ field: Field) -> String {
            "\(types.base(field.type)).arbitrary(using: &ormRandom)"
        }
        switch entity.construction {
        case .assignment:
            for field in entity.fields {
                let isGenerated = entity.isKeyGenerated && entity.key == [field.name]
                // 0 means not stored yet: the store chooses.
                writer.line("self.\(escaped(field.name)) = \(isGenerated ? "0" : value(field))")
            }
        case .memberwise, .memberwiseInType, .added:
            for (index, field) in entity.fields.enumerated() {
                writer.line("let orm\(index) = \(value(field))")
            }
            entity.construction.call(entity.fields, &writer)
        }
    }

    private static func conformance(
        _ type: String, _ access: AccessLevel, _ circumstances: Circumstances,
        usesDeprecated: Bool, _ writer: inout CodeWriter, _ body: (inout CodeWriter) -> Void
    ) {
        writer.line()
        circumstances.render(to: &writer) { writer in
            writer.lines(circumstances.availability)
            writer.block("nonisolated extension \(type): OrmLaws.Arbitrary") { writer in
                writer.markDeprecated(usesDeprecated)
                writer.block(
                    "\(access.prefix)static func arbitrary(using ormRandom: inout SeededRandom::SeededRandom) -> \(type)",
                    body)
            }
        }
    }
}
