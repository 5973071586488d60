// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "CXenSimulation.h"

#include <sys/mman.h>
#include <unistd.h>

int mirage_memory_create(uint64_t bytes) {
    int file = memfd_create("simulated memory", MFD_CLOEXEC);
    if (file >= 0 && ftruncate(file, (off_t)bytes) != 0) {
        close(file);
        return -1;
    }
    return file;
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED 1
#include <sanitizer/asan_interface.h>
#endif
#endif

int mirage_guard_page_count(void) {
#ifdef WATCHED
    return 1;
#else
    return 0;
#endif
}

void mirage_memory_forbid(void *start, uint64_t bytes) {
#ifdef WATCHED
    __asan_poison_memory_region(start, bytes);
#else
    (void)start, (void)bytes;
#endif
}

void mirage_memory_permit(void *start, uint64_t bytes) {
#ifdef WATCHED
    __asan_unpoison_memory_region(start, bytes);
#else
    (void)start, (void)bytes;
#endif
}
