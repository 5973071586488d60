// SPDX-License-Identifier: MIT
// Looks at what power cuts could have left of a disk, from the records of its boots: after flushes, and at moments
// in between with any part of what was not flushed. Each state must be in order and hold what was acknowledged by then,
// and nothing that was not begun.
import SeededRandom
import WriteLog

/// The boots of a guest on a disk, one after the other.
struct DiskBoots {
    /// What the disk holds at the beginning of the next boot.
    private var image: DiskImage
    /// States that are looked at in a boot after flushes, and as many between them; about, by chance.
    private let samples: Int
    /// Whether to take no notice of flushes, as a disk would that lies: to show that this finds what is lost.
    private let isLying: Bool
    private var boot = 0
    private(set) var states = 0
    private(set) var flushes = 0
    private(set) var openWrites = 0
    private(set) var mistakes = 0
    /// The last entry that is known to be there.
    private var known: Int64 = 0

    init(size: Int, samples: Int, isLying: Bool) {
        image = DiskImage([UInt8](repeating: 0, count: size))
        self.samples = samples
        self.isLying = isLying
    }

    /// Whether the disk holds these bytes.
    func holds(_ bytes: [UInt8]) -> Bool { image.bytes == bytes }

    /// Looks at the states of a boot, then cuts its power as `cut` does with the same seed.
    mutating func examine(_ log: WriteLog, seed: UInt64) {
        boot += 1
        let highest = PowerCut(after: log.events.count, of: log).number(marked: "begun", in: log)
        var random = SeededRandom(seed: ~seed)
        lookBetweenFlushes(log, max(highest ?? known, known), &random)
        var chance = SeededRandom(seed: seed)
        let cut = PowerCut.random(in: log, &chance)
        cut.apply(to: &image, of: log, &chance)
        let lowest = max(known, cut.number(marked: "acknowledged", in: log) ?? 0)
        look(image, lowest...max(highest ?? known, lowest), "where its power was cut")
    }

    private mutating func lookBetweenFlushes(
        _ log: WriteLog, _ highest: Int64, _ random: inout SeededRandom
    ) {
        let rarity = max(1, log.events.count / max(samples, 1))
        let flushRarity = max(1, log.events.count(where: \.isFlush) / max(samples, 1))
        var flushed = image
        var lowest = known
        for (index, event) in log.events.enumerated() {
            if case .mark(let text) = event {
                lowest = max(lowest, log.number(in: text, after: "acknowledged") ?? 0)
            }
            let cut = PowerCut(after: index + 1, of: log, ignoringFlushes: isLying)
            let place = "after event \(index + 1) of \(log.events.count)"
            if event.isFlush, !isLying {
                for event in log.events[..<index].suffix(index - end(of: index, log)) {
                    flushed.apply(event, of: log)
                }
                guard random.isRare(UInt64(flushRarity)) else { continue }
                flushes += 1
                look(flushed, lowest...highest, place)
            } else if random.isRare(UInt64(rarity)) {
                var left = flushed
                cut.leave(on: &left, of: log, &random)
                openWrites += cut.open.count
                look(left, lowest...highest, place)
            }
        }
    }

    /// The end of what was flushed before the event.
    private func end(of index: Int, _ log: WriteLog) -> Int {
        PowerCut(after: index, of: log).durable.upperBound
    }

    private mutating func look(
        _ image: DiskImage, _ allowed: ClosedRange<Int64>, _ place: String
    ) {
        states += 1
        switch VolumeState(of: image) {
        case .counted(let count) where allowed.contains(count):
            if place.hasPrefix("where") { known = count }
            return
        case .counted(let count):
            report("\(count) is the last entry, which must be in \(allowed)", place)
        case .wrong(let text): report(text, place)
        }
    }

    private mutating func report(_ text: String, _ place: String) {
        mistakes += 1
        if mistakes <= 20 { print("boot \(boot), \(place): \(text)") }
    }
}

/// Checks the logs of the boots on a disk, in order; whether all states are as they must be.
func check(_ paths: [String], _ options: CheckOptions) throws(WriteLogError) -> Bool {
    var boots = DiskBoots(size: options.size, samples: options.samples, isLying: options.isLying)
    for (number, path) in paths.enumerated() {
        boots.examine(try WriteLog(path), seed: options.seed &+ UInt64(number + 1))
    }
    print(
        "\(paths.count) boots, \(boots.states) states looked at: \(boots.flushes) after a flush, the others with"
            + " any part of \(boots.openWrites) writes; \(boots.mistakes) are not as they must be")
    if let final = options.image {
        let file = try MappedFile(final)
        guard unsafe boots.holds(file.withBytes(0..<file.count) { unsafe [UInt8]($0) }) else {
            print("the disk \(final) holds something else than its logs say")
            return false
        }
    }
    return boots.mistakes == 0
}

/// What `replay check` is told.
struct CheckOptions {
    var size = 8 << 20
    var samples = 30
    var seed: UInt64 = 0
    var isLying = false
    var image: String?
}
