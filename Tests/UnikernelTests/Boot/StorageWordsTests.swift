// SPDX-License-Identifier: MIT
// Goal: what a command line says about storage is what was meant, and a word that could be meant so is an error and not
// somebody else's. Method: tables of lines.

import Testing

@testable import Unikernel

private func words(_ line: String) throws(StorageWords.Fault) -> StorageWords {
    try StorageWords(line)
}

/// What is wrong with a line; nil when nothing is.
private func fault(_ line: String) -> String? {
    do throws(StorageWords.Fault) {
        _ = try words(line)
        return nil
    } catch {
        return error.text
    }
}

extension StorageWords {
    fileprivate var saysNothing: Bool { (try? words("")) == self }
}

@Suite struct StorageWordsTests {
    @Test func eachWordIsUnderstood() throws {
        let all = try words(
            "disk=hda format read-only volatile-ok assume-write-through commit=ordered")
        #expect(all.disk == Array("hda".utf8))
        #expect(all.formats && all.isReadOnly && all.allowsVolatile && all.assumesWriteThrough)
        #expect(all.commit == .ordered)
        #expect(try words("commit=durable").commit == .durable)
        let none = try words("")
        #expect(none.disk == nil && none.commit == nil)
        #expect(
            !none.formats && !none.isReadOnly && !none.allowsVolatile && !none.assumesWriteThrough)
    }

    @Test(arguments: [
        "read-only", " read-only ", "a\tread-only", "read-only\n", "x  read-only  y",
        "read-only read-only",
    ])
    func wordsAreApartByWhiteSpace(line: String) throws {
        #expect(try words(line).isReadOnly)
    }

    @Test(arguments: [1016, 1024, 5000, 100_000])
    func theLastWordOfALongLineCounts(byteCount: Int) throws {
        #expect(try words(String(repeating: "x", count: byteCount) + " read-only").isReadOnly)
        #expect(try words(String(repeating: "x ", count: byteCount) + "read-only").isReadOnly)
    }

    @Test(arguments: [
        "readonly", "read_only", "Read-Only", "READONLY", "read-only,", "\"read-only\"",
        "--read-only",
        "-readonly", "read-only=1", "read-only=no", "readony", "raed-only", "read-onyl", "rdonly",
        "ro",
        "RO", "read\u{2011}only", "reead-onlly",
    ])
    func aWordLikeReadOnlyIsAnError(word: String) {
        for line in [word, "disk=xvda \(word) stop=5"] {
            #expect(
                fault(line)
                    == "the command line says '\(word)': write 'read-only' if that is meant,"
                    + " or put the program's own words behind '--'")
        }
    }

    @Test(
        arguments: [
            ("disk", "disk=NAME"), ("disc=xvda", "disk=NAME"), ("Disk=xvda", "disk=NAME"),
            ("dsk=xvda", "disk=NAME"), ("disk:xvda", "disk=NAME"), ("--disk=xvda", "disk=NAME"),
            ("formt", "format"), ("fromat", "format"), ("format=yes", "format"),
            ("FORMAT", "format"),
            ("volatile", "volatile-ok"), ("volatile_ok", "volatile-ok"),
            ("volatileok", "volatile-ok"), ("assume-writethrough", "assume-write-through"),
            ("assumes-write-trough", "assume-write-through"),
            ("commit", "commit=durable' or 'commit=ordered"),
            ("commit=order", "commit=durable' or 'commit=ordered"),
            ("comit=ordered", "commit=durable' or 'commit=ordered"),
        ])
    func aWordLikeAnotherIsAnError(word: String, meant: String) throws {
        #expect(try #require(fault(word)).contains("write '\(meant)'"))
    }

    @Test func otherWordsAreTheProgramsOwn() throws {
        for word in [
            "verify", "fill", "names", "stay", "stop=300", "journal=rollback", "burst=20",
            "pause=5",
            "tick", "cache=64", "--size", "100", "--journal", "wal", "x", "row", "list", "xvda",
            "root=/dev/xvda", "quiet", "console=hvc0", "virtio_mmio.device=512@0xfeb00e00:12",
            "\u{0}",
        ] {
            #expect(try words(word).saysNothing, "\(word)")
        }
    }

    @Test func behindTwoDashesAllIsTheProgramsOwn() throws {
        let line = try words("disk=xvdb -- readonly read-only disk=xvdc format=json commits=5 ro")
        #expect(line.disk == Array("xvdb".utf8))
        #expect(!line.isReadOnly && !line.formats)
    }

    @Test func twoDifferentChoicesAreAnError() throws {
        #expect(
            fault("disk=xvda disk=xvdb") == "the command line says 'disk=' twice, and not the same")
        #expect(
            fault("commit=ordered commit=durable")
                == "the command line says 'commit=' twice, and not the same")
        #expect(try words("disk=xvda x disk=xvda").disk == Array("xvda".utf8))
        #expect(try words("commit=ordered commit=ordered").commit == .ordered)
    }

    @Test func anEmptyDiskIsAName() throws {
        #expect(try words("disk=").disk == [])
    }
}
