// SPDX-License-Identifier: MIT
// The render stage: writes a plan as Swift, one file per source file with entities and one for the
// schema. The output depends only on the plan.
import OrmSyntax

/// A file of generated code.
public struct GeneratedFile: Sendable, Hashable {
    /// The file's name, without a folder.
    public var name: String
    /// The Swift code.
    public var text: String

    /// Creates a file from a name and a text. Writes nothing to disk.
    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

/// Writes a plan as Swift code.
public enum SwiftRenderer {
    /// Returns the generated files: one per source file with annotated types, by path, then the
    /// schema's.
    public static func render(_ plan: Plan) -> [GeneratedFile] {
        let files = plan.sources.concurrentMap { source in
            GeneratedFile(name: generatedName(forSource: source), text: text(of: source, plan))
        }
        return files + [GeneratedFile(name: schemaFileName(plan.target), text: schema(plan))]
    }

    /// Returns `Contact+Orm.swift` for `Sources/App/Contact.swift`.
    public static func generatedName(forSource path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let stem = file.hasSuffix(".swift") ? String(file.dropLast(6)) : file
        return stem + "+Orm.swift"
    }

    /// Returns `App+OrmSchema.swift` for a target `App`.
    public static func schemaFileName(_ target: String) -> String {
        target + "+OrmSchema.swift"
    }

    private static func text(of source: String, _ plan: Plan) -> String {
        var writer = CodeWriter()
        let entities = plan.entities.filter { $0.entity.location.file == source }
        let enumerations = plan.enumerations.filter { $0.location.file == source }
        let levels = entities.map(\.entity.access) + enumerations.map(\.access)
        let file = source.split(separator: "/").last.map(String.init) ?? source
        writer.line(
            "// Generated from \(file) by orm-gen \(generatorVersion). Change the type, not this file."
        )
        writer.importing("OrmRuntime", levels.max() ?? .internal, plan.importStyle)
        for enumeration in enumerations { render(enumeration, plan, &writer) }
        for entity in entities { EntityRenderer(entity, plan).render(to: &writer) }
        return writer.text
    }

    private static func render(
        _ enumeration: RawEnumeration, _ plan: Plan, _ writer: inout CodeWriter
    ) {
        let type = SwiftTypes(target: plan.target).own(enumeration.name)
        let access = enumeration.access.prefix
        // Every optional field's match already has these two names.
        let cases = enumeration.cases.filter { !["isNil", "isNotNil"].contains($0.name) }
        writer.line()
        enumeration.circumstances.render(to: &writer) { writer in
            writer.line("/// Stored as its raw value, \(enumeration.rawType.rawValue).")
            writer.lines(enumeration.circumstances.availability)
            writer.line(
                "nonisolated extension \(type): \(conformance("OrmRuntime", "ColumnValue")) {}")
            guard !cases.isEmpty else { return }
            writer.line()
            writer.lines(enumeration.circumstances.availability)
            writer.block("nonisolated extension \(orm("Match")) where Value.Unwrapped == \(type)") {
                writer in
                for item in cases {
                    let name = escaped(item.name)
                    writer.markDeprecated(item.isDeprecated)
                    writer.line(
                        "\(access)static var \(name): Self { .init(ormCase: .\(name)) }")
                }
            }
        }
    }

    private static func schema(_ plan: Plan) -> String {
        var writer = CodeWriter()
        let access = plan.access.prefix
        writer.line(
            "// Generated for module \(plan.target) by orm-gen \(generatorVersion). Change the types, not this file."
        )
        writer.importing("OrmRuntime", plan.access, plan.importStyle)
        writer.line()
        writer.line("/// The store that all `@Persist` types of \(plan.target) live in.")
        writer.block(
            "\(access)nonisolated enum \(plan.schemaName): \(conformance("OrmRuntime", "StoreSchema"))"
        ) { writer in
            writer.line("\(access)static var name: Swift::String { \(literal(plan.target)) }")
            writer.line(
                "\(access)static var fingerprint: Swift::UInt64 { \(hexadecimal(plan.fingerprint)) }"
            )
            writer.line("\(access)static var statementCount: Swift::Int { \(plan.statementCount) }")
            writer.line(
                "\(access)static var runtimeContract: Swift::Int { \(orm("OrmRuntimeVersion")).v1 }"
            )
            let columns = plan.tables.flatMap(\.entity.columns)
            writer.line(
                "\(access)static var hasEnumerations: Swift::Bool { \(columns.contains { !$0.cases.isEmpty }) }"
            )
            tables(plan, &writer)
        }
        return writer.text
    }

    private static func tables(_ plan: Plan, _ writer: inout CodeWriter) {
        let types = SwiftTypes(target: plan.target)
        let entities = plan.tables.map(\.entity.entity)
        func table(_ entity: Entity) -> String { types.own(entity.name) + ".ormTable" }
        writer.markDeprecated(entities.contains { $0.circumstances.isDeprecated })
        let opening = "\(plan.access.prefix)static var tables: [\(orm("Table"))] {"
        guard entities.contains(where: { $0.circumstances.condition != nil }) else {
            writer.line(opening)
            writer.indented { $0.list("[", entities.map(table), "]") }
            return writer.line("}")
        }
        writer.line(opening)
        writer.indented { writer in
            writer.line("var ormTables: [\(orm("Table"))] = []")
            for entity in entities {
                entity.circumstances.render(to: &writer) {
                    $0.line("ormTables.append(\(table(entity)))")
                }
            }
            writer.line("return ormTables")
        }
        writer.line("}")
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return "0x" + String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension Plan {
    /// The source files with annotated types, in the model's order.
    var sources: [String] {
        var files: [String] = []
        for file in enumerations.map(\.location.file) + entities.map(\.entity.location.file)
        where !files.contains(file) {
            files.append(file)
        }
        return files.sorted()
    }
}

extension CodeWriter {
    /// Writes the import of a module whose declarations are as visible as `access`.
    mutating func importing(_ module: String, _ access: AccessLevel, _ style: ImportStyle) {
        switch (access, style) {
        case (.public, _): line("public import \(module)")
        case (_, .explicit): line("\(access.rawValue) import \(module)")
        case (.internal, .implicit): line("import \(module)")
        case (.package, .implicit):
            // If imports are public by default, either all have an access level or none.
            line("#if hasFeature(InternalImportsByDefault)")
            line("package import \(module)")
            line("#else")
            line("import \(module)")
            line("#endif")
        }
    }
}

extension AccessLevel {
    /// The modifier before a declaration; empty for `internal`.
    var prefix: String {
        self == .internal ? "" : rawValue + " "
    }
}
