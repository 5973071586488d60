// SPDX-License-Identifier: MIT
// Mutants for the crash-state explorer (Documentation/CrashStates.md): in a build with the condition MIRAGE_MUTANTS one
// rule of order, or one check, can be switched off by naming it in the environment, to see that a run fails. In every
// other build, those of releases and guests among them, all of this is the constant false.

#if MIRAGE_MUTANTS
import Glibc

/// Whether the rule of this name is switched off.
package func mutant(_ name: StaticString) -> Bool {
    !active.isEmpty && active == name.description
}

// SAFETY: nothing of the program changes the environment, and the text is copied.
private let active = unsafe getenv("MIRAGE_MUTANT").map { unsafe String(cString: $0) } ?? ""
#else
/// Whether the rule of this name is switched off, which it never is.
@inlinable @inline(__always) package func mutant(_ name: StaticString) -> Bool { false }
#endif
