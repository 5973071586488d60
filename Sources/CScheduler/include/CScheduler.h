// SPDX-License-Identifier: MIT
// What Swift cannot say about the concurrency runtime's jobs: their layout and the way to run one. Facts are
// those of swift/ExecutorImpl.h in the toolchain: metadata and reference count, then two words for the executor.
#ifndef MIRAGE_CSCHEDULER_H
#define MIRAGE_CSCHEDULER_H

/// The job after this one in the executor's queue, or null.
void *_Nullable mirage_job_next(void *_Nonnull job);

/// Puts `next` after `job`.
void mirage_job_set_next(void *_Nonnull job, void *_Nullable next);

/// Runs a job on the generic executor, on the stack of the caller.
void mirage_job_run(void *_Nonnull job);

/// Lays out the stack that ends at `top` so that the first switch to it calls `entry` with `context`, and returns
/// the stack pointer for that switch.
///
/// What `entry` returns is the saved stack pointer on which to go on when the fiber is over.
void *_Nonnull mirage_fiber_prepare(void *_Nonnull top, void *_Nonnull (*_Nonnull entry)(void *_Nonnull),
                                    void *_Nonnull context);

/// Saves the registers a callee must keep (System V x86-64 ABI, 3.2.1) and the stack pointer, which lands in
/// `saved`, and goes on where `target` was saved.
void mirage_fiber_switch(void *_Nullable *_Nonnull saved, void *_Nonnull target);

#endif
