// Values that differ from each other only in what a test is about.
@testable import Golden

extension Book {
    static func sample(
        _ number: Int, title: String? = nil, year: Int32 = 2000, price: Double? = 9.5,
        code: UInt64? = nil, stored: Place? = nil
    ) -> Book {
        Book(
            isbn: "isbn-\(number)", title: title ?? "Title \(number)", year: year, price: price,
            code: code ?? UInt64(number), binding: .cloth, shelf: .upper,
            printed: Place(city: "Cambridge", zip: number), stored: stored, cover: [1, 2, 3],
            isLent: false)
    }
}

extension Note {
    static func sample(_ serial: Int, text: String = "note") -> Note {
        Note(text: text, stars: 3, serial: serial)
    }
}

extension Specimen {
    static func plain(id: Int) -> Specimen {
        Specimen(
            id: id, text: "", maybeText: nil, real: 0, maybeReal: nil, narrow: nil, small: nil,
            wide: 0, flag: nil, blob: [], mood: nil,
            frame: Frame(hint: Hint(word: nil, rank: nil), extra: nil, angle: 0), spare: nil)
    }
}

extension Everything {
    /// Zeroes, empties and nils.
    static func blank(id: Int) -> Everything {
        Everything(
            id: id, bool: false, int8: 0, int16: 0, int32: 0, int64: 0, uint: 0, uint8: 0,
            uint16: 0,
            uint32: 0, uint64: 0, float: 0, double: 0, string: "", bytes: [], mood: .calm,
            step: .stay, grade: .lowest, depth: .bottom, mask: .none,
            hint: Hint(word: nil, rank: nil),
            frame: Frame(hint: Hint(word: nil, rank: nil), extra: nil, angle: 0))
    }
}
