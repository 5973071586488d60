// SPDX-License-Identifier: MIT
// Mutants for the crash-state explorer (Documentation/CrashStates.md). In a build with the
// condition MIRAGE_MUTANTS, the environment can switch off one ordering rule or check by its name,
// to show that a run then fails. In every other build, including releases and guests, this is the
// constant false.

#if MIRAGE_MUTANTS
import Glibc

/// Whether the rule of this name is switched off.
package func mutant(_ name: StaticString) -> Bool {
    !active.isEmpty && active == name.description
}

// SAFETY: the program never changes the environment, and the text is copied.
private let active = unsafe getenv("MIRAGE_MUTANT").map { unsafe String(cString: $0) } ?? ""
#else
/// Whether the rule of this name is switched off: never.
@inlinable @inline(__always) package func mutant(_ name: StaticString) -> Bool { false }
#endif
