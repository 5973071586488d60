// SPDX-License-Identifier: MIT
// How a process ended: a trap, a finding of AddressSanitizer or a time that is over are results of a check.

import Glibc

/// How a process ended.
package enum Ending: Equatable {
    case well
    case exit(Int32)
    case signal(Int32)

    /// Reads the status that `waitpid` gives.
    init(status: Int32) {
        let signal = status & 0x7f
        let code = (status >> 8) & 0xff
        self = signal != 0 ? .signal(signal) : code == 0 ? .well : .exit(code)
    }

    package var text: String {
        switch self {
        case .well: "ended well"
        case .exit(99): "AddressSanitizer found something"
        case .exit(let code): "ended with \(code)"
        case .signal(SIGPROF), .signal(SIGALRM): "did not end in time"
        case .signal(SIGILL), .signal(SIGTRAP): "trapped"
        case .signal(let number): "was ended by signal \(number)"
        }
    }
}
