// SPDX-License-Identifier: MIT
// What the fuzzers need from C.
#ifndef MIRAGE_CFUZZ_H
#define MIRAGE_CFUZZ_H

/// AddressSanitizer's options, which it asks for at its start.
const char *_Nonnull __asan_default_options(void);

#endif
