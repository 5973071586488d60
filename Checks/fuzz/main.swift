// SPDX-License-Identifier: MIT
// Fuzzers for everything that comes from outside of a guest: its peers' rings, keys and pages, and the images on its
// disks (Documentation/HostilePeers.md).
//
//     fuzz run [--seed N] [--inputs N] [--workers N] [--only NAME,...] [--fixtures FOLDER] [--folder FOLDER] [--no-save]
//     fuzz replay FILE       plays a script and tells what happened
//     fuzz script NAME SEED  prints a world's script
//     fuzz worker ...        one piece of a run

import CheckHarness
import Glibc

var command = Command(Arguments(CommandLine.arguments.dropFirst()))
do throws(BadArgument) {
    try command.perform()
} catch {
    print("error: \(error)")
    exit(2)
}
