// SPDX-License-Identifier: MIT
// SQLite's memory. It goes on when there is none, so a refusal is NULL here, unlike for the rest of the guest.
#pragma once
#include <stddef.h>

void *mirage_try_allocate(size_t);
void *mirage_try_reallocate(void *, size_t);
void free(void *);
size_t malloc_usable_size(void *);

#define malloc mirage_try_allocate
#define realloc mirage_try_reallocate
