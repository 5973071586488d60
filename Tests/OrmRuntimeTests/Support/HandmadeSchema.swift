// Schemas written by hand, for stores that the generator would not make: lossy codecs, and the types of
// an older or newer program.
import OrmRuntime

protocol HandmadeSchema: StoreSchema {}

extension HandmadeSchema {
    static var name: String { "Handmade" }
    static var hasEnumerations: Bool { true }
    static var statementCount: Int { StaticStatement.reserved + 4 }
    static var runtimeContract: Int { OrmRuntimeVersion.v1 }
    static var fingerprint: UInt64 {
        tables.reduce(1) { $0 &* 31 &+ UInt64(truncatingIfNeeded: $1.columns.count) }
    }
}

extension KeyedEntity where OrmSchema: HandmadeSchema {
    static func ormRecord(_ row: borrowing Row) -> Result<Self, ColumnFault> {
        do throws(ColumnFault) {
            return .success(try Self(ormRow: row, at: 0))
        } catch {
            return .failure(error)
        }
    }
}
