// SPDX-License-Identifier: MIT
// The types of the scenarios. Every lane reads and writes the same tables; all lanes but the
// Codable one fill these very structs.
import OrmRuntime

/// A row of Northwind's Orders, with Freight as a Double on every side.
@Persist(table: "orders")
struct NorthwindOrder {
    @Key var orderID: Int
    var customerID: String
    var employeeID: Int
    var orderDate: String
    var requiredDate: String
    var shippedDate: String?
    var shipVia: Int
    var freight: Double
    var shipName: String
    var shipAddress: String
    var shipCity: String
    var shipRegion: String?
    var shipPostalCode: String?
    var shipCountry: String
}

/// Ten integers: nothing but numbers, so decoding should not touch the heap.
@Persist(table: "numbers")
struct TenNumbers {
    @Key var i0: Int
    var i1: Int
    var i2: Int
    var i3: Int
    var i4: Int
    var i5: Int
    var i6: Int
    var i7: Int
    var i8: Int
    var i9: Int
}

@Persist(table: "mails")
struct Mail {
    @Key var id: Int
    var name: String
    var address: String
}
