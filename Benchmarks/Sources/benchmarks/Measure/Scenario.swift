// SPDX-License-Identifier: MIT
// A scenario is the same work done by several lanes. Only `body` is timed; the digest of what it
// produced is taken afterwards and must be the same in every lane.
import Glibc

struct Scenario {
    let name: String
    let rows: Int
    /// The first is the raw C API, which the others are compared with.
    let lanes: [Lane]
}

struct Lane {
    enum Kind: String {
        case raw = "raw C"
        case ours = "Mirage"
        case grdbBest = "GRDB best effort"
        case grdbIdiomatic = "GRDB idiomatic"
    }

    let kind: Kind
    /// Runs before each round, untimed.
    var prepare: () throws -> Void = {}
    /// The work. It returns what takes the digest, which keeps the results alive until then.
    let body: () throws -> Body

    typealias Body = () throws -> Digest
}

struct Samples {
    let kind: Lane.Kind
    var nanoseconds: [Double] = []
}

struct ScenarioResult {
    let scenario: Scenario
    let samples: [Samples]
    let digest: Digest
}

struct Mismatch: Error {
    let scenario: String
    let lane: String
}

extension Scenario {
    /// Runs the lanes in turn, round after round, so that all of them see the same machine.
    func run(warmUp: Int, rounds: Int, clock: Clock) throws -> ScenarioResult {
        var samples = lanes.map { Samples(kind: $0.kind) }
        var expected: Digest?
        for round in 0..<(warmUp + rounds) {
            for offset in lanes.indices {
                // Each lane comes first in turn.
                let index = (round + offset) % lanes.count
                let lane = lanes[index]
                try lane.prepare()
                let start = clock.nanoseconds
                let digest = try lane.body()
                let elapsed = clock.nanoseconds - start
                let found = try digest()
                if found != expected ?? found {
                    throw Mismatch(scenario: name, lane: lane.kind.rawValue)
                }
                expected = found
                if round >= warmUp { samples[index].nanoseconds.append(elapsed) }
            }
        }
        return ScenarioResult(scenario: self, samples: samples, digest: expected!)
    }
}

/// What time means: that of the wall, or on a machine with other work that of the processor.
enum Clock: String {
    case wall
    case cpu

    var nanoseconds: Double {
        var time = timespec()
        clock_gettime(self == .wall ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}
