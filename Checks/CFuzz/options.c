// SPDX-License-Identifier: MIT
// How AddressSanitizer behaves in the fuzzers. Fibers change stacks behind its back, so it must not move locals to
// stacks of its own; short traces and a small quarantine are what makes a million inputs affordable.
#include "CFuzz.h"

const char *__asan_default_options(void) {
    return "detect_stack_use_after_return=0:detect_leaks=0:malloc_context_size=3:quarantine_size_mb=16:"
           "exitcode=99:allocator_may_return_null=0:abort_on_error=0:handle_sigill=1:handle_abort=1:"
           "max_allocation_size_mb=256";
}
