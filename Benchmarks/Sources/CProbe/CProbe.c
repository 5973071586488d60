// The program's own malloc and friends: they count and call glibc's, so every library in the
// process is counted, SQLite and the Swift runtime included. All lanes pay the same addition.
// SPDX-License-Identifier: MIT
#include "CProbe.h"

#include <errno.h>
#include <stddef.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

// Not atomic: the lanes run on one thread, and a lost count on another one does not matter.
static unsigned long allocations;

unsigned long cprobe_allocations(void) { return allocations; }

void *malloc(size_t size) {
    allocations++;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    allocations++;
    return __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
    allocations++;
    return __libc_realloc(block, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    allocations++;
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
    allocations++;
    *block = __libc_memalign(alignment, size);
    return *block ? 0 : ENOMEM;
}

static sqlite3 *last_connection;

static int remember(sqlite3 *connection, const char **message, const void *api) {
    (void)message;
    (void)api;
    last_connection = connection;
    return SQLITE_OK;
}

void cprobe_watch_connections(void) { sqlite3_auto_extension((void (*)(void))remember); }

sqlite3 *cprobe_last_connection(void) { return last_connection; }
