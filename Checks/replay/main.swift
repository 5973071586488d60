// SPDX-License-Identifier: MIT
// Reads what dm-log-writes recorded of a disk.
//
//     replay count LOG               what was asked of the disk between marks (Count.swift)
//     replay check OPTIONS LOG...    what power cuts could have left (Check.swift); the logs are of the boots on a disk
//         seed=NUMBER                that of `cut`, plus the boot's number from 1 on
//         size=MEGABYTES             of the disk (8), which held zeros at first
//         samples=NUMBER             states of a boot to look at after flushes, and as many between them (30)
//         image=FILE                 what the disk must hold after the last cut
//         lying                      take no notice of flushes: this must find losses
// Exit status: 0 all is well, 1 something is lost, 2 a log cannot be read, 64 wrong usage.
import Glibc
import WriteLog

func usage() -> Never {
    print("usage: replay count LOG | check [seed=] [size=] [samples=] [image=] [lying] LOG...")
    exit(64)
}

func checkOptions(_ words: ArraySlice<String>) -> (CheckOptions, [String]) {
    var options = CheckOptions()
    var paths: [String] = []
    for word in words {
        let value = word.split(separator: "=", maxSplits: 1).last.map(String.init) ?? ""
        if word == "lying" {
            options.isLying = true
        } else if word.hasPrefix("seed="), let number = UInt64(value) {
            options.seed = number
        } else if word.hasPrefix("size="), let number = Int(value) {
            options.size = number << 20
        } else if word.hasPrefix("samples="), let number = Int(value) {
            options.samples = number
        } else if word.hasPrefix("image=") {
            options.image = value
        } else {
            paths.append(word)
        }
    }
    return (options, paths)
}

let words = CommandLine.arguments
do throws(WriteLogError) {
    switch words.dropFirst().first {
    case "count" where words.count == 3: try count(words[2])
    case "check":
        let (options, paths) = checkOptions(words.dropFirst(2))
        guard !paths.isEmpty else { usage() }
        exit(try check(paths, options) ? 0 : 1)
    default: usage()
    }
} catch {
    print("error: \(error)")
    exit(2)
}
