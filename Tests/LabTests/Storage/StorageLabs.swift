// SPDX-License-Identifier: MIT
import Foundation
import LabSupport

extension Lab {
    /// The guest StorageFact on disks of each kind, which are blank.
    static let storage = Lab(
        "storage", scripts: Checkout.scripts("storage"),
        guests: [
            storer("file", disks: [Disk("xvda", megabytes: 32, isKept: true)]),
            // Half a millisecond a request, which a task can see.
            storer("slow", "volatile-ok", disks: [Disk("xvda", megabytes: 32, kind: .null(slow))]),
            storer("untrusted", disks: [Disk("xvda", megabytes: 32)]),
        ])

    private static let slow = ["completion_nsec": 500_000, "irqmode": 2, "blocksize": 4096]

    /// The guest on disks that hold the volume of an earlier boot, in each place for a disk, and on unusable ones.
    static func storageAgain(_ content: StorageContent) -> Lab {
        Lab("storage-again", guests: usable(content) + refused(content))
    }

    private static func usable(_ content: StorageContent) -> [Guest] {
        let full = Disk("xvda", megabytes: 32, content: .copy(of: content.volume))
        let named = Disk("sda", megabytes: 32, content: .copy(of: content.volume))
        let text = Disk("xvda", megabytes: 32, content: .copy(of: content.text))
        return [
            storer("again", disks: [full]),
            storer("drive", disks: [Disk("hdc", megabytes: 1, access: .cdrom), full]),
            storer(
                "named", "disk=sda",
                disks: [
                    Disk("xvda", megabytes: 4, access: .readOnly), named,
                    Disk("hda", megabytes: 4, access: .readOnly),
                ]),
            storer("formatted", "format", disks: [text]),
        ]
    }

    private static func refused(_ content: StorageContent) -> [Guest] {
        func disk(_ file: URL, _ access: Disk.Access = .readWrite) -> Disk {
            Disk("xvda", megabytes: 32, content: .copy(of: file), access: access)
        }
        let blank = Disk("xvda", megabytes: 4)
        let volatile = Disk("xvda", megabytes: 32, kind: .ram)
        let long = (1...1500).map { "\($0) " }.joined() + "read-only"
        return [
            storer("trigger", expected: .crash, disks: [disk(content.trigger)]),
            storer("none", expected: .crash, disks: []),
            storer("other", "disk=xvdc", expected: .crash, disks: [blank]),
            storer("read-only", expected: .crash, disks: [disk(content.volume, .readOnly)]),
            storer("volatile", expected: .crash, disks: [volatile]),
            storer("foreign", expected: .crash, disks: [disk(content.text)]),
            storer("misspelt", "readonly", expected: .crash, disks: [disk(content.volume)]),
            storer("long-line", long, expected: .crash, disks: [blank]),
        ]
    }

    private static func storer(
        _ name: String, _ commandLine: String = "", expected: Ending = .poweroff, disks: [Disk]
    ) -> Guest {
        Guest(
            name, image: Checkout.image("StorageFact"),
            commandLine: commandLine, timeLimit: 240, expected: expected, disks: disks)
    }
}
