// What the measuring guest needs of the processor: its time stamp counter, a loop of a known length, and the bare
// switch between two stacks.
#ifndef CMEASURE_H
#define CMEASURE_H
#include <stdint.h>

static inline uint64_t measure_counter(void) {
    uint32_t low, high;
    __asm__ volatile("lfence; rdtsc" : "=a"(low), "=d"(high)::"memory");
    return (uint64_t)high << 32 | low;
}

/// Runs two instructions `rounds` times.
static inline void measure_loop(uint64_t rounds) {
    __asm__ volatile("1: dec %0; jnz 1b" : "+r"(rounds)::"cc");
}

/// Goes to another stack and back `rounds` times: two switches each.
void measure_switches(uint64_t rounds);

#endif
