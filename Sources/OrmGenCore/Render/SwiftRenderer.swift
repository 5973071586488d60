// The render stage: a plan written down as Swift, one file for each source file with entities and one
// for the schema. Output depends on nothing but the plan.
// SPDX-License-Identifier: MIT
import OrmSyntax

/// A file of generated code.
public struct GeneratedFile: Sendable, Hashable {
    public var name: String
    public var text: String

    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

public enum SwiftRenderer {
    /// The generated files, in the order of the sources, the schema last.
    public static func render(_ plan: Plan) -> [GeneratedFile] {
        let files = plan.sources.concurrentMap { source in
            GeneratedFile(name: generatedName(forSource: source), text: text(of: source, plan))
        }
        return files + [GeneratedFile(name: schemaFileName(plan.target), text: schema(plan))]
    }

    /// `Contact+Orm.swift` for `Sources/App/Contact.swift`.
    public static func generatedName(forSource path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let stem = file.hasSuffix(".swift") ? String(file.dropLast(6)) : file
        return stem + "+Orm.swift"
    }

    /// `App+OrmSchema.swift` for a target `App`.
    public static func schemaFileName(_ target: String) -> String {
        target + "+OrmSchema.swift"
    }

    private static func text(of source: String, _ plan: Plan) -> String {
        var writer = CodeWriter()
        let entities = plan.entities.filter { $0.entity.location.file == source }
        let enumerations = plan.enumerations.filter { $0.location.file == source }
        let levels = entities.map(\.entity.access) + enumerations.map(\.access)
        header(&writer, from: source, levels.contains(.public))
        let orm = RuntimeNames(declared: plan.declaredTypes)
        for enumeration in enumerations {
            writer.line()
            writer.line("/// Stored as its raw value, \(enumeration.rawType.rawValue).")
            writer.line("extension \(escapedPath(enumeration.name)): \(orm("ColumnValue")) {}")
        }
        for entity in entities { EntityRenderer(entity, plan).render(to: &writer) }
        return writer.text
    }

    private static func header(_ writer: inout CodeWriter, from source: String, _ isPublic: Bool) {
        let file = source.split(separator: "/").last.map(String.init) ?? source
        writer.line(
            "// Generated from \(file) by orm-gen \(generatorVersion). Change the type, not this file."
        )
        writer.line(isPublic ? "public import OrmRuntime" : "import OrmRuntime")
    }

    private static func schema(_ plan: Plan) -> String {
        var writer = CodeWriter()
        let access = plan.access.prefix
        let orm = RuntimeNames(declared: plan.declaredTypes)
        writer.line(
            "// Generated for module \(plan.target) by orm-gen \(generatorVersion). Change the types, not this file."
        )
        writer.line(plan.access == .public ? "public import OrmRuntime" : "import OrmRuntime")
        writer.line()
        writer.line("/// The store that all `@Persist` types of \(plan.target) live in.")
        writer.block("\(access)enum \(plan.schemaName): \(orm("StoreSchema"))") { writer in
            writer.line("\(access)static var name: String { \(literal(plan.target)) }")
            writer.line(
                "\(access)static var fingerprint: UInt64 { \(hexadecimal(plan.fingerprint)) }")
            writer.line("\(access)static var slotCount: Int { \(plan.slotCount) }")
            writer.line(
                "\(access)static var runtimeContract: Int { \(orm("OrmRuntimeVersion")).v1 }")
            let tables = plan.tables.map { escapedPath($0.entity.entity.name) + ".ormTable" }
            writer.line("\(access)static var tables: [\(orm("Table"))] {")
            writer.indented { $0.list("[", tables, "]") }
            writer.line("}")
        }
        return writer.text
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return "0x" + String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension Plan {
    /// The source files with anything to generate, in the model's order.
    var sources: [String] {
        var files: [String] = []
        for file in enumerations.map(\.location.file) + entities.map(\.entity.location.file)
        where !files.contains(file) {
            files.append(file)
        }
        return files.sorted()
    }
}

extension AccessLevel {
    /// As it stands before a declaration: `internal` needs no word.
    var prefix: String {
        self == .internal ? "" : rawValue + " "
    }
}
