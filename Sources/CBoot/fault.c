// SPDX-License-Identifier: MIT
// The tables behind fault reports: segments with one task state, whose only use is to name the stack that faults
// run on, and a gate for each of the 32 exception vectors (Intel SDM 3.4.5, 6.14, 7.7).
#include "CBoot.h"

enum { vector_count = 32, vector_bytes = 16, code_selector = 8, data_selector = 16, task_selector = 24 };

struct __attribute__((packed)) task_state {
    uint32_t reserved0;
    uint64_t privileged_stacks[3];
    uint64_t reserved1;
    uint64_t interrupt_stacks[7];
    uint64_t reserved2;
    uint16_t reserved3;
    uint16_t io_map;
};

struct __attribute__((packed)) gate {
    uint16_t offset_low, selector;
    uint8_t stack, type;
    uint16_t offset_middle;
    uint32_t offset_high, reserved;
};

struct __attribute__((packed)) table_pointer {
    uint16_t limit;
    const void *base;
};

static struct task_state task_state;
static uint64_t segments[5];
static struct gate gates[vector_count];

static void fill_segments(void) {
    const uint64_t base = (uint64_t)&task_state;
    const uint64_t limit = sizeof task_state - 1;
    task_state.interrupt_stacks[0] = mirage_fault_stack_top();
    task_state.io_map = sizeof task_state;
    segments[1] = 0x00af9b000000ffff;  // 64-bit code
    segments[2] = 0x00cf93000000ffff;  // data
    segments[3] = limit | (base & 0xffffff) << 16 | 0x89ull << 40 | (base >> 24 & 0xff) << 56;  // available task state
    segments[4] = base >> 32;
}

static void fill_gates(void) {
    for (int vector = 0; vector < vector_count; vector++) {
        const uint64_t handler = mirage_fault_vectors() + (uint64_t)vector * vector_bytes;
        gates[vector] = (struct gate){
            .offset_low = (uint16_t)handler,
            .selector = code_selector,
            .stack = 1,
            .type = 0x8e,  // present interrupt gate
            .offset_middle = (uint16_t)(handler >> 16),
            .offset_high = (uint32_t)(handler >> 32),
        };
    }
}

void mirage_install_fault_handlers(void) {
    fill_segments();
    fill_gates();
    const struct table_pointer segment_table = {sizeof segments - 1, segments};
    const struct table_pointer gate_table = {sizeof gates - 1, gates};
    __asm__ volatile("lgdt %0; lidt %1; ltr %w2" ::"m"(segment_table), "m"(gate_table), "r"(task_selector));
}
