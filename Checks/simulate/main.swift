// SPDX-License-Identifier: MIT
// simulate: stores are used on a simulated disk, and every state in which a power cut may leave that disk is looked at.
// Documentation/CrashStates.md tells how, and what the counts mean.

import BlkfrontVFS
import CSQLite
import CheckHarness
import Glibc

guard unsafe sqlite3_compileoption_used("ENABLE_BATCH_ATOMIC_WRITE") != 0 else {
    print("error: this SQLite knows no batches; link with that of Tools/sqlite/host")
    exit(2)
}
// SQLite's pages are in the cache that guests have.
try PageCache.install(nil)
let options: Options
do throws(BadArgument) {
    options = try Options(Arguments(CommandLine.arguments.dropFirst()))
} catch {
    print("error: \(error)\n\(Options.usage)")
    exit(2)
}
if let line = options.replay {
    guard let fixture = Fixture(line) else {
        print("error: '\(line)' is no fixture")
        exit(2)
    }
    guard let failure = Shrinking.failure(of: fixture, ExplorationLimits()) else {
        print("nothing fails")
        exit(0)
    }
    print("FAILED: \(failure.oracle.rawValue): \(failure.text)\n  \(failure.fixture.text)")
    exit(1)
}
exit(options.worker == nil ? Supervisor.main(options) : Worker.main(options))
