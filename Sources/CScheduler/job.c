// SPDX-License-Identifier: MIT
#include "CScheduler.h"

#include <stdint.h>

struct job {
    const void *metadata;
    uintptr_t references;
    void *executor_words[2];
};

// Exported by the runtime for executors (Actor.cpp); the executor's two words are null for the generic one.
extern __attribute__((swiftcall)) void swift_job_run(void *job, void *identity, uintptr_t implementation);

void *mirage_job_next(void *job) {
    return ((struct job *)job)->executor_words[0];
}

void mirage_job_set_next(void *job, void *next) {
    ((struct job *)job)->executor_words[0] = next;
}

void mirage_job_run(void *job) {
    swift_job_run(job, 0, 0);
}
