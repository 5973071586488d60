// SPDX-License-Identifier: MIT
// The processor's instruction for CRC-32C, which Swift cannot say: crc32, of SSE4.2 (Intel's Software Developer's
// Manual, volume 2A). Whether the processor has it is to be asked first: guests and Linux programs are built for any
// x86-64.
#ifndef MIRAGE_CRC32C_H
#define MIRAGE_CRC32C_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__x86_64__)

/// Whether the processor has the instruction: CPUID.01H:ECX bit 20. CPUID leaves a guest, so ask once.
static inline bool mirage_crc32c_is_there(void) {
    uint32_t leaf = 1, ebx, features = 0, edx;
    __asm__("cpuid" : "+a"(leaf), "=b"(ebx), "+c"(features), "=d"(edx));
    return features >> 20 & 1;
}

/// Adds bytes to a CRC-32C whose state, inverted at neither end, is `state`.
__attribute__((target("sse4.2"))) static inline uint32_t mirage_crc32c(uint32_t state, const void *_Nonnull bytes,
                                                                       size_t count) {
    const unsigned char *byte = (const unsigned char *)bytes;
    uint64_t wide = state, word;
    // Eight words a step, written out because the compiler that builds for size would not: without that, most of the
    // instructions of a page's checksum count bytes.
#define MIRAGE_ADD(offset) (__builtin_memcpy(&word, byte + (offset), 8), wide = __builtin_ia32_crc32di(wide, word))
    for (; count >= 64; count -= 64, byte += 64) {
        MIRAGE_ADD(0), MIRAGE_ADD(8), MIRAGE_ADD(16), MIRAGE_ADD(24);
        MIRAGE_ADD(32), MIRAGE_ADD(40), MIRAGE_ADD(48), MIRAGE_ADD(56);
    }
    for (; count >= 8; count -= 8, byte += 8) MIRAGE_ADD(0);
#undef MIRAGE_ADD
    state = (uint32_t)wide;
    for (; count > 0; count--, byte++) state = __builtin_ia32_crc32qi(state, *byte);
    return state;
}

#else

static inline bool mirage_crc32c_is_there(void) { return false; }

static inline uint32_t mirage_crc32c(uint32_t state, const void *_Nonnull bytes, size_t count) {
    (void)bytes, (void)count;
    __builtin_trap(); // It is not there, and who asked knows.
    return state;
}

#endif
#endif
