// SPDX-License-Identifier: MIT
// Where a mistake of our own in the use of memory ends: a double free, a wild pointer, a free list
// that was written over. Nothing can be trusted after that, so the program stops, loudly. In a guest
// the message is a static string all the way: making any other would allocate.

/// Stops the program because memory was misused.
///
/// Running out of memory is not a misuse: it is answered with `nil`.
@inline(never)
package func memoryFault(_ reason: StaticString) -> Never {
    #if hasFeature(Embedded)
    fatalError(reason)
    #else
    fatalError(reason.description)
    #endif
}
