// Two stacks that give way to each other, by the kernel's own functions (CScheduler.h).
#include "CMeasure.h"

extern void *mirage_fiber_prepare(void *top, void *(*entry)(void *), void *context);
extern void mirage_fiber_switch(void **saved, void *target);

static char stack[4096] __attribute__((aligned(16)));
static void *here, *there;

static void *answer(void *context) {
    for (;;) mirage_fiber_switch(&there, here);
    return context;
}

void measure_switches(uint64_t rounds) {
    there = mirage_fiber_prepare(stack + sizeof stack, answer, 0);
    while (rounds--) mirage_fiber_switch(&here, there);
}
