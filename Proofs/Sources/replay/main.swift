// SPDX-License-Identifier: MIT
// Reads what dm-log-writes recorded of a disk.
//
//     replay count LOG        what was asked of the disk between marks (Count.swift)
import Glibc
import WriteLog

let words = CommandLine.arguments
do throws(WriteLogError) {
    switch words.dropFirst().first {
    case "count" where words.count == 3: try count(words[2])
    default:
        print("usage: replay count LOG")
        exit(64)
    }
} catch {
    print("error: \(error)")
    exit(2)
}
