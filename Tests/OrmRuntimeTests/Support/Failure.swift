// The error of a call, for places where `#expect(throws:)` cannot stand: inside another one.
import OrmRuntime

/// The store error `body` throws; nil when it returns or throws another error.
func failure(_ body: () throws -> Void) -> StoreError? {
    do {
        try body()
        return nil
    } catch {
        return error as? StoreError
    }
}
