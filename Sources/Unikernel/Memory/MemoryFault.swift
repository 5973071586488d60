// SPDX-License-Identifier: MIT
// The handler of memory errors of our own: a double free, a wild pointer, an overwritten free list.
// Nothing can be trusted after that, so the program stops with a message. In a guest the message is
// a static string throughout: making any other would allocate.

/// Stops the program because memory was misused.
///
/// Running out of memory is no misuse: it is answered with `nil`.
@inline(never)
package func memoryFault(_ reason: StaticString) -> Never {
    #if hasFeature(Embedded)
    fatalError(reason)
    #else
    fatalError(reason.description)
    #endif
}
