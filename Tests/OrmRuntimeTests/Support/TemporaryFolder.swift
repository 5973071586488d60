// A folder that goes with the test that made it, and the store most tests open in it.
import Foundation
@testable import Golden
import OrmRuntime

final class TemporaryFolder: Sendable {
    let url: URL

    init() {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("orm-tests-\(UUID().uuidString)", isDirectory: true)
        try! FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String = "test.db") -> String {
        url.appendingPathComponent(name).path
    }

    /// A store of the Golden module that flushes nothing: these tests end without power cuts.
    func store(
        _ name: String = "test.db", _ change: (inout StoreOptions) -> Void = { _ in }
    ) throws -> Store {
        var options = StoreOptions()
        options.durability = .none
        change(&options)
        return try GoldenSchema.open(path(name), options: options)
    }

    func reader(_ name: String = "test.db") throws -> StoreReader {
        try GoldenSchema.openReadOnly(path(name))
    }
}
