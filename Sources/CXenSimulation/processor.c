// SPDX-License-Identifier: MIT
// How what code does on a simulated processor's thread comes to that processor. Most jobs come by the concurrency
// runtime's hook. A yield and a sleep have none that the runtime of Swift 6.3 calls: it hands their jobs to
// libdispatch, for a sleep after reading the clock. So the three functions that it calls for that are defined here,
// which the dynamic linker prefers to those of the shared libraries.
#define _GNU_SOURCE
#include "CXenSimulation.h"

#include <dlfcn.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

// The runtime calls a hook, if there is one, with what it would have called itself (swift/Runtime/Concurrency.h).
typedef __attribute__((swiftcall)) void (*original_function)(void *job);
typedef __attribute__((swiftcall)) void (*hook_function)(void *job, original_function original);

extern hook_function swift_task_enqueueGlobal_hook;
extern hook_function swift_task_enqueueMainExecutor_hook;

static _Thread_local void *processor;
static struct mirage_processor_functions functions;

static __attribute__((swiftcall)) void take(void *job, original_function original) {
    if (processor)
        functions.take(processor, job);
    else
        original(job);
}

void mirage_processor_install(struct mirage_processor_functions new_functions) {
    functions = new_functions;
    swift_task_enqueueGlobal_hook = take;
    swift_task_enqueueMainExecutor_hook = take;
}

void mirage_processor_set(void *new_processor) {
    processor = new_processor;
}

// A reading of any clock. The runtime's clocks read this (Clock.cpp).
int clock_gettime(clockid_t clock, struct timespec *time) {
    if (!processor) return (int)syscall(SYS_clock_gettime, clock, time);
    uint64_t now = functions.now(processor);
    *time = (struct timespec){.tv_sec = (time_t)(now / 1000000000), .tv_nsec = (long)(now % 1000000000)};
    return 0;
}

// The runtime yields by this (DispatchGlobalExecutor.cpp): the context is the job.
void dispatch_async_f(void *queue, void *context, void (*work)(void *)) {
    if (processor) {
        functions.take(processor, context);
        return;
    }
    void (*original)(void *, void *, void (*)(void *)) = dlsym(RTLD_NEXT, "dispatch_async_f");
    original(queue, context, work);
}

// The runtime sleeps by this (DispatchGlobalExecutor.cpp): the context is the job, and the moment is a reading of a
// clock plus a time, with the highest bit set for one of the two clocks (dispatch/time.h).
void dispatch_after_f(uint64_t moment, void *queue, void *context, void (*work)(void *)) {
    if (processor) {
        functions.take_at(processor, context, moment & INT64_MAX);
        return;
    }
    void (*original)(uint64_t, void *, void *, void (*)(void *)) = dlsym(RTLD_NEXT, "dispatch_after_f");
    original(moment, queue, context, work);
}
