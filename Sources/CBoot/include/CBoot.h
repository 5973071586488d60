// SPDX-License-Identifier: MIT
// What Swift cannot say: instructions, the addresses the linker script defines, and what the processor pushes.
#ifndef MIRAGE_CBOOT_H
#define MIRAGE_CBOOT_H

#include <stddef.h>
#include <stdint.h>

// MARK: The image, as Guest.ld lays it out

#define MIRAGE_IMAGE_ADDRESS(name)                          \
    static inline uintptr_t mirage_##name(void) {           \
        extern char mirage_symbol_##name[] __asm__("__mirage_" #name); \
        return (uintptr_t)mirage_symbol_##name;             \
    }
MIRAGE_IMAGE_ADDRESS(image_start)
MIRAGE_IMAGE_ADDRESS(text_end)
MIRAGE_IMAGE_ADDRESS(constants_end)
MIRAGE_IMAGE_ADDRESS(image_end)
MIRAGE_IMAGE_ADDRESS(stack_guard)
MIRAGE_IMAGE_ADDRESS(stack_bottom)
MIRAGE_IMAGE_ADDRESS(stack_top)
MIRAGE_IMAGE_ADDRESS(fault_stack_guard)
MIRAGE_IMAGE_ADDRESS(fault_stack_bottom)
MIRAGE_IMAGE_ADDRESS(fault_stack_top)
MIRAGE_IMAGE_ADDRESS(page_map)
MIRAGE_IMAGE_ADDRESS(fault_vectors)

/// Where the image tool put the table of symbols, and its size in bytes; zero when the image has none.
extern volatile const struct mirage_symbol_table {
    uint64_t address;
    uint64_t size;
} mirage_symbol_table;

static inline uint64_t mirage_symbol_table_address(void) { return mirage_symbol_table.address; }
static inline uint64_t mirage_symbol_table_size(void) { return mirage_symbol_table.size; }

/// Calls the program's main function, which may return.
int mirage_call_main(void);

// MARK: Hypercalls

long mirage_hypercall(unsigned long number, unsigned long first, unsigned long second, unsigned long third,
                      unsigned long fourth);

/// Chooses AMD's instruction over Intel's.
static inline void mirage_use_vmmcall(int yes) {
    extern uint8_t mirage_uses_vmmcall;
    mirage_uses_vmmcall = yes != 0;
}

// MARK: Faults

/// What fault.S and the processor leave on the fault stack, lowest address first.
struct mirage_fault_frame {
    uint64_t cr2;
    uint64_t rax, rbx, rcx, rdx, rsi, rdi, rbp;
    uint64_t r8, r9, r10, r11, r12, r13, r14, r15;
    uint64_t vector, error;
    uint64_t rip, cs, rflags, rsp, ss;
};

/// Loads the segment and interrupt tables that report faults, on the fault stack. Once, at boot.
void mirage_install_fault_handlers(void);

// MARK: Instructions

struct mirage_cpuid {
    uint32_t eax, ebx, ecx, edx;
};

static inline struct mirage_cpuid mirage_cpuid(uint32_t leaf, uint32_t subleaf) {
    struct mirage_cpuid answer;
    __asm__ volatile("cpuid"
                     : "=a"(answer.eax), "=b"(answer.ebx), "=c"(answer.ecx), "=d"(answer.edx)
                     : "a"(leaf), "c"(subleaf));
    return answer;
}

static inline uint64_t mirage_timestamp_counter(void) {
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high)::"memory");
    return (uint64_t)high << 32 | low;
}

/// True when the processor had a random word ready (RDRAND leaves the carry flag clear when not).
static inline int mirage_random_word(uint64_t *_Nonnull word) {
    uint8_t ready;
    __asm__ volatile("rdrand %0; setc %1" : "=r"(*word), "=qm"(ready)::"cc");
    return ready;
}

static inline void mirage_write_port(uint16_t port, uint8_t byte) {
    __asm__ volatile("outb %0, %1" ::"a"(byte), "Nd"(port));
}

static inline void mirage_write_port32(uint16_t port, uint32_t word) {
    __asm__ volatile("outl %0, %1" ::"a"(word), "Nd"(port));
}

static inline uint8_t mirage_read_port(uint16_t port) {
    uint8_t byte;
    __asm__ volatile("inb %1, %0" : "=a"(byte) : "Nd"(port));
    return byte;
}

static inline void mirage_flush_page(uintptr_t address) {
    __asm__ volatile("invlpg (%0)" ::"r"(address) : "memory");
}

static inline void mirage_flush_all_pages(void) {
    uint64_t root;
    __asm__ volatile("movq %%cr3, %0; movq %0, %%cr3" : "=r"(root)::"memory");
}

static inline void mirage_pause(void) { __asm__ volatile("pause"); }

__attribute__((noreturn)) static inline void mirage_halt(void) {
    for (;;) __asm__ volatile("cli; hlt");
}

static inline uint64_t mirage_frame_pointer(void) { return (uint64_t)__builtin_frame_address(0); }

#endif
