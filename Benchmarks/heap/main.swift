// The heap of guests against glibc's malloc, in one process, turn by turn: allocating and freeing objects of one
// size, with some number of them alive, in the order of a stack, of a queue or at random.
// Both lanes are called through C function pointers, have all their memory touched beforehand, in huge
// pages if the system has them (guests do: 2 MB superpages), and never return memory to the system. A ratio is the median over rounds of glibc's time by ours.
import Glibc

enum Pattern: String, CaseIterable {
    case stack, queue, random
}

struct Cell {
    var pattern: Pattern
    var live: Int
    var sizes: [Int]
}

/// malloc and free of one of the two.
struct Lane {
    var allocate: @convention(c) (Int) -> UnsafeMutableRawPointer?
    var free: @convention(c) (UnsafeMutableRawPointer?) -> Void
}

let lanes = [
    Lane(allocate: ourAllocate, free: ourFree),
    Lane(allocate: malloc, free: free),
]

let mostLive = 100_000
/// Places of the live objects, and the order in which the random pattern visits them.
let slots = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: mostLive)
let order = UnsafeMutablePointer<UInt32>.allocate(capacity: 1 << 17)
/// Sizes by turn: all the same, or mixed.
let sizeOf = UnsafeMutablePointer<Int>.allocate(capacity: 1 << 17)

@inline(__always)
func allocate(_ lane: Lane, _ turn: Int) -> UnsafeMutableRawPointer? {
    let object = lane.allocate(sizeOf[turn & (1 << 17 - 1)])!
    object.storeBytes(of: 1, as: UInt8.self)
    return object
}

/// Allocates and frees `pairs` objects.
@inline(never)
func run(_ cell: Cell, _ lane: Lane, pairs: Int) {
    let live = cell.live
    switch cell.pattern {
    case .stack:
        var left = pairs
        while left > 0 {
            for index in 0..<live { slots[index] = allocate(lane, index &+ left) }
            var index = live
            while index > 0 {
                index &-= 1
                lane.free(slots[index])
            }
            left &-= live
        }
    case .queue:
        var index = 0
        for turn in 0..<pairs {
            lane.free(slots[index])
            slots[index] = allocate(lane, turn)
            index &+= 1
            if index == live { index = 0 }
        }
    case .random:
        for turn in 0..<pairs {
            let index = Int(order[turn & (1 << 17 - 1)])
            lane.free(slots[index])
            slots[index] = allocate(lane, turn)
        }
    }
}

func prepare(_ cell: Cell) {
    var random: UInt64 = 42
    for index in 0..<1 << 17 {
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        order[index] = UInt32((random >> 33) % UInt64(cell.live))
        sizeOf[index] = cell.sizes[Int((random >> 20) % UInt64(cell.sizes.count))]
    }
}

/// Time of this thread on a CPU: what else the machine does then counts less.
func nanoseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

/// Brings the lane to the state that the pattern keeps, then measures a part of the run.
func measure(_ cell: Cell, _ lane: Lane, pairs: Int) -> Double {
    if cell.pattern != .stack {
        for index in 0..<cell.live { slots[index] = allocate(lane, index) }
    }
    run(cell, lane, pairs: min(pairs, 2 * cell.live))
    let start = nanoseconds()
    run(cell, lane, pairs: pairs)
    let end = nanoseconds()
    if cell.pattern != .stack {
        for index in 0..<cell.live { lane.free(slots[index]) }
    }
    return (end - start) / Double(pairs)
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

func show(_ value: Double) -> String {
    let scaled = Int((value * 100).rounded())
    return "\(scaled / 100).\(scaled % 100 < 10 ? "0" : "")\(scaled % 100)"
}

let liveBytesLimit = 512 << 20
let cells: [(Pattern, Int)] = [
    (.stack, 1), (.stack, 1000), (.stack, 100_000), (.queue, 1000), (.queue, 100_000),
    (.random, 1000), (.random, 100_000),
]
let sizes: [(String, [Int])] =
    [
        16, 24, 32, 48, 64, 100, 128, 200, 256, 500, 512, 1000, 1024, 1500, 2048, 3000, 4096, 5000,
        8192, 10_000, 16_384, 20_000, 32_768, 50_000, 65_536,
    ].map { ("\($0)", [$0]) } + [
        ("16...512 mixed", (0..<97).map { 16 + $0 * 5 }),
        ("16...8192 mixed", (0..<97).map { 16 + ($0 * $0 * 7) % 8177 }),
    ]

func report(rounds: Int) {
    print("| bytes | " + cells.map { "\($0.0), \($0.1)" }.joined(separator: " | ") + " |")
    print("|--:|" + cells.map { _ in "--:|" }.joined())
    var all: [Double] = []
    var lost = 0
    for (name, sizes) in sizes {
        var row = "| \(name) |"
        for (pattern, live) in cells {
            guard live * sizes.reduce(0, +) / sizes.count <= liveBytesLimit else {
                row += " – |"
                continue
            }
            let cell = Cell(pattern: pattern, live: live, sizes: sizes)
            prepare(cell)
            let pairs = max(live * 2, 100_000)
            var (ours, theirs, ratios): ([Double], [Double], [Double]) = ([], [], [])
            for round in 0..<rounds {
                var times = [0.0, 0.0]
                for turn in 0..<2 {
                    let lane = (turn + round) % 2
                    times[lane] = measure(cell, lanes[lane], pairs: pairs)
                }
                ours.append(times[0])
                theirs.append(times[1])
                ratios.append(times[1] / times[0])
            }
            let ratio = median(ratios)
            all.append(ratio)
            if ratio < 1 { lost += 1 }
            row += " \(ratio < 1 ? "**" : "")\(show(ratio))\(ratio < 1 ? "**" : "")"
            row += " (\(show(median(ours)))/\(show(median(theirs)))) |"
        }
        print(row)
        fflush(stdout)
    }
    print(
        "\nmedian \(show(median(all))), lowest \(show(all.min()!)), \(lost) of \(all.count) cells below 1"
    )
}

/// Memory at its final size before anything is measured: no page faults, no system calls in a run.
/// The tunables that run.sh sets keep glibc from giving it back.
func settleGlibc() {
    let all = malloc(arenaBytes)!
    memset(all, 1, arenaBytes)
    free(all)
}

startOurs()
let arguments = CommandLine.arguments
if arguments.count == 6, let pattern = Pattern(rawValue: arguments[2]),
    let live = Int(arguments[3]),
    let size = Int(arguments[4]), let pairs = Int(arguments[5])
{
    // One lane for a counter of instructions: LANE PATTERN LIVE SIZE PAIRS.
    let cell = Cell(pattern: pattern, live: live, sizes: [size])
    prepare(cell)
    if arguments[1] != "ours" { settleGlibc() }
    print(show(measure(cell, lanes[arguments[1] == "ours" ? 0 : 1], pairs: pairs)), "ns a pair")
} else {
    settleGlibc()
    report(rounds: arguments.count > 1 ? Int(arguments[1]) ?? 7 : 7)
}
