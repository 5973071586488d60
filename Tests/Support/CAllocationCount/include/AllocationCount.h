// Counts the calls of malloc in the program this is linked into.
// SPDX-License-Identifier: MIT
#ifndef C_ALLOCATION_COUNT_H
#define C_ALLOCATION_COUNT_H

unsigned long allocation_count(void);

#endif
