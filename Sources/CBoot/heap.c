// SPDX-License-Identifier: MIT
// The names by which C code and Swift's runtime ask for memory. Swift reserves them, so they are C; the heap is
// Swift's. Nobody who asks by these names survives a refusal, so there is none: see mirage_allocate in Guest.
#include <stddef.h>

extern void *mirage_allocate(size_t count, size_t alignment);
extern void *mirage_reallocate(void *object, size_t count);
extern void mirage_deallocate(void *object);
extern size_t mirage_usable_size(void *object);

extern void *memset(void *to, int byte, size_t count);

enum { default_alignment = 16, not_a_power_of_two = 22 /* EINVAL */ };

void *malloc(size_t count) { return mirage_allocate(count, default_alignment); }

void *calloc(size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) return NULL;
    return memset(mirage_allocate(bytes, default_alignment), 0, bytes);
}

void *realloc(void *object, size_t count) { return mirage_reallocate(object, count); }

int posix_memalign(void **object, size_t alignment, size_t count) {
    if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return not_a_power_of_two;
    *object = mirage_allocate(count, alignment);
    return 0;
}

void *aligned_alloc(size_t alignment, size_t count) { return mirage_allocate(count, alignment); }

size_t malloc_usable_size(void *object) { return object ? mirage_usable_size(object) : 0; }

void free(void *object) { mirage_deallocate(object); }
