import SeededRandom
import Glibc
ConnectionHook.install()
let count = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2])! : 1
for seed in 0..<UInt64(count) {
    var setting = Setting(seed: UInt64(CommandLine.arguments[1])! + seed)
    do {
    let t0 = clock()
    let trace = try Recording.trace(setting)
    let t1 = clock()
    print(setting)
    print("events", trace.events.count, "states", trace.states.count, "violations", trace.violations.prefix(3), "ms", (t1 - t0)/1000)
    var boundary = Boundary(trace)
    let imaging = Imaging(trace)
    let reader = Reader(setting)
    var random = SeededRandom(seed: setting.seed)
    var verdicts: [UInt64: Reading] = [:]
    var enumerated = 0
    var bad = 0
    var maxOpen = 0
    for event in trace.events {
        boundary.apply(event)
        for (block, content) in boundary.settled { imaging.setBase(block, content) }
        guard boundary.isTelling else { continue }
        maxOpen = max(maxOpen, boundary.open.count)
        if boundary.open.isEmpty { continue }
        boundary.forEachState(Amounts(), &random) { state in
            enumerated += 1
            let mark = imaging.disk.mark
            let hash = imaging.show(state, of: boundary)
            let reading: Reading
            if let known = verdicts[hash] { reading = known } else {
                ConnectionHook.isLooking = true
                reading = reader.read(imaging.disk)
                ConnectionHook.isLooking = false
                verdicts[hash] = reading
            }
            imaging.disk.goBack(to: mark)
            var ok = false
            if case .content(let signature) = reading {
                ok = trace.states[boundary.lowest...min(boundary.highest, trace.states.count - 1)].contains(signature)
            }
            if setting.mode.isWeak { ok = true }
            if !ok { bad += 1; if bad < 4 { print("BAD", state, reading, boundary.lowest, boundary.highest) } }
        }
    }
    let t2 = clock()
    print("enumerated", enumerated, "distinct", verdicts.count, "bad", bad, "open", maxOpen, "us each", (t2 - t1)/max(verdicts.count,1))
    } catch { print("FAILED", setting, error) }
}
