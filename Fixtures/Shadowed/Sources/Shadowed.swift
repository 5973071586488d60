// Golden input: types named like the runtime's own, which generated code must not confuse.
import OrmRuntime

@Persist
struct Match: Equatable {
    @Key var number: Int
    var home: String
    var order: Order?
    var state: Statement
}

@Persist(.embedded)
struct Order: Equatable {
    var record: Record
}

@Persist(.embedded)
struct Record: Equatable {
    var change: Int
}

@Persist
struct Transaction: Equatable {
    var table: String
    @Unique var row: Int64
}

@Persist
struct Table: Equatable {
    @Key var schema: String
    @Key var column: String
}

@Persist
enum Statement: String, CaseIterable {
    case open
    case closed
}

struct Stored {}
struct Predicate {}
struct Ordering {}
struct Assignment {}
struct Column {}
struct TableIndex {}
struct StaticStatement {}
struct Row {}
struct StoredValue {}
struct ColumnFault {}
struct StoreError {}
struct Presence {}
struct RowID {}
struct Change {}
struct Schema {}
struct Entity {}
struct Result {}
protocol ReadSource {}
protocol AsyncReadSource {}
protocol KeyedEntity {}
protocol KeylessEntity {}
protocol ColumnGroup {}
protocol ColumnValue {}
protocol StoreSchema {}
enum OrmRuntimeVersion {}
