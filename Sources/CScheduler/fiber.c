// SPDX-License-Identifier: MIT
#include "CScheduler.h"

#include <stdint.h>

extern void mirage_fiber_start(void);

// What mirage_fiber_switch takes off a stack, lowest address first.
struct saved {
    uint32_t mxcsr;
    uint32_t x87;
    uint64_t r15, r14, r13, r12, rbx, rbp;
    void (*next)(void);
};

void *mirage_fiber_prepare(void *top, void *(*entry)(void *), void *context) {
    // After `ret` the stack pointer must be 16 bytes aligned, because mirage_fiber_start calls from there.
    uintptr_t aligned = (uintptr_t)top & ~(uintptr_t)15;
    struct saved *first = (struct saved *)(aligned - sizeof(struct saved));
    *first = (struct saved){
        .mxcsr = 0x1f80,  // all exceptions masked, round to nearest (Intel SDM 10.2.3)
        .x87 = 0x037f,    // the same for x87 (Intel SDM 8.1.5)
        .r13 = (uint64_t)entry,
        .r12 = (uint64_t)context,
        .next = mirage_fiber_start,
    };
    return first;
}
