// SPDX-License-Identifier: MIT
// Cuts the power of a disk whose writes were recorded: makes a copy from before the record what the disk may hold now.
// Runs in the lab's dom0, hence links everything statically. Prints `CUT` with the last entry that must be left.
//
//     cut LOG COPY DISK SEED     COPY is what the disk held before the log; it and DISK get what is left
import Glibc
import SeededRandom
import WriteLog

func fail(_ text: String) -> Never {
    print("cut: \(text)")
    exit(2)
}

/// All of a file.
func contents(of path: String) -> [UInt8] {
    do throws(WriteLogError) {
        let file = try MappedFile(path)
        return unsafe file.withBytes(0..<file.count) { unsafe [UInt8]($0) }
    } catch {
        fail("\(error)")
    }
}

/// Overwrites a file.
func write(_ bytes: [UInt8], to path: String) {
    // SAFETY: a path ends in a zero for the call.
    let descriptor = unsafe open(path, O_WRONLY)
    guard descriptor >= 0 else { fail("\(path): system error \(errno)") }
    defer { _ = close(descriptor) }
    var done = 0
    while done < bytes.count {
        // SAFETY: the bytes from `done` on are in the array.
        let count = unsafe bytes.withUnsafeBytes {
            unsafe pwrite(
                descriptor, $0.baseAddress! + done, bytes.count - done, off_t(done))
        }
        guard count > 0 else { fail("\(path): system error \(errno)") }
        done += count
    }
}

guard CommandLine.arguments.count == 5, let seed = UInt64(CommandLine.arguments[4]) else {
    fail("usage: cut LOG COPY DISK SEED")
}
do throws(WriteLogError) {
    let log = try WriteLog(CommandLine.arguments[1])
    var image = DiskImage(contents(of: CommandLine.arguments[2]))
    var random = SeededRandom(seed: seed)
    let cut = PowerCut.random(in: log, &random)
    cut.apply(to: &image, of: log, &random)
    write(image.bytes, to: CommandLine.arguments[2])
    write(image.bytes, to: CommandLine.arguments[3])
    // What must be there, for whoever reads the console.
    print("CUT \(cut.number(marked: "acknowledged", in: log) ?? 0)")
} catch {
    fail("\(error)")
}
