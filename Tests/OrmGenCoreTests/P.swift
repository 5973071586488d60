import Testing
import OrmGenCore
import Foundation
@Test func dump() throws {
    let cases = try JSONDecoder().decode([String].self, from: Data(contentsOf: URL(fileURLWithPath: "/tmp/sx/in.json")))
    let out = cases.map { check(read([SourceFile(path: "a.swift", text: $0)]), target: "App").issues.map(\.description) }
    try JSONEncoder().encode(out).write(to: URL(fileURLWithPath: "/tmp/sx/out.json"))
}
