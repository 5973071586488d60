// SPDX-License-Identifier: MIT
// The functions by which the concurrency runtime hands its work to an executor (swift/ExecutorImpl.h). They use
// Swift's calling convention, which only C can declare; each is a step to the run loop in Guest. There is one
// virtual CPU, so the global executor and the main one are the same.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SWIFT_CALL __attribute__((swiftcall))

// A reference to an executor: no identity means the generic one.
typedef struct {
    void *identity;
    uintptr_t implementation;
} executor;

extern void mirage_enqueue(void *job);
extern void mirage_enqueue_after(uint64_t nanoseconds, void *job);
extern void mirage_enqueue_at(int clock, int64_t seconds, int64_t nanoseconds, void *job);
extern _Noreturn void mirage_run_forever(void);
extern _Noreturn void mirage_panic(const char *reason);

static bool is_generic(executor some) { return some.identity == NULL; }

SWIFT_CALL void swift_task_enqueueGlobalImpl(void *job) { mirage_enqueue(job); }

SWIFT_CALL void swift_task_enqueueGlobalWithDelayImpl(unsigned long long delay, void *job) {
    mirage_enqueue_after(delay, job);
}

SWIFT_CALL void swift_task_enqueueGlobalWithDeadlineImpl(long long seconds, long long nanoseconds,
                                                         long long toleranceSeconds,
                                                         long long toleranceNanoseconds, int clock, void *job) {
    (void)toleranceSeconds;  // the run loop is never early, and late only when it is busy
    (void)toleranceNanoseconds;
    mirage_enqueue_at(clock, seconds, nanoseconds, job);
}

SWIFT_CALL void swift_task_enqueueMainExecutorImpl(void *job) { mirage_enqueue(job); }

SWIFT_CALL void swift_task_checkIsolatedImpl(executor to) {
    if (!is_generic(to)) mirage_panic("code ran outside the actor it belongs to");
}

SWIFT_CALL int8_t swift_task_isIsolatingCurrentContextImpl(executor to) {
    return is_generic(to) ? 1 : -1;  // isolated, or cannot tell
}

SWIFT_CALL executor swift_task_getMainExecutorImpl(void) { return (executor){NULL, 0}; }

SWIFT_CALL bool swift_task_isMainExecutorImpl(executor to) {
    return is_generic(to);
}

SWIFT_CALL void swift_task_asyncMainDrainQueueImpl(void) { mirage_run_forever(); }

SWIFT_CALL void swift_task_donateThreadToGlobalExecutorUntilImpl(bool (*condition)(void *), void *context) {
    (void)condition;
    (void)context;
    mirage_panic("a thread was offered to the executor, which has none");
}
