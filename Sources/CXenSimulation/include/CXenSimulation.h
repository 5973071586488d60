// SPDX-License-Identifier: MIT
// What the simulation of Xen needs from C: that jobs, sleeps and readings of the clock on a simulated processor's
// thread are that processor's, and memory that can appear at several addresses.
#ifndef MIRAGE_CXENSIMULATION_H
#define MIRAGE_CXENSIMULATION_H

#include <stdint.h>

/// What a processor does for the code on its thread.
struct mirage_processor_functions {
    /// Takes a job that is ready.
    void (*_Nonnull take)(void *_Nonnull processor, void *_Nonnull job);
    /// Takes a job that is to be ready at a moment, in nanoseconds of the processor's clock.
    void (*_Nonnull take_at)(void *_Nonnull processor, void *_Nonnull job, uint64_t moment);
    /// Reads the processor's clock, in nanoseconds.
    uint64_t (*_Nonnull now)(void *_Nonnull processor);
};

/// Sets what processors do, once in a process. Threads without a processor go on as before.
void mirage_processor_install(struct mirage_processor_functions functions);

/// Names the processor of this thread; null for none.
void mirage_processor_set(void *_Nullable processor);

/// A file without a name that holds `bytes` zeroes, to be mapped where it is wanted; negative on failure.
int mirage_memory_create(uint64_t bytes);

/// Pages that are left alone after each allocation of a simulated domain: one where AddressSanitizer watches, so that it
/// sees who goes beyond the end; else none.
int mirage_guard_page_count(void);

/// Has AddressSanitizer, if it is there, take any use of this memory for an error.
void mirage_memory_forbid(void *_Nonnull start, uint64_t bytes);

/// Takes that back.
void mirage_memory_permit(void *_Nonnull start, uint64_t bytes);

#endif
