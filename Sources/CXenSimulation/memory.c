// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "CXenSimulation.h"

#include <sys/mman.h>
#include <unistd.h>

int mirage_memory_create(uint64_t bytes) {
    int file = memfd_create("simulated memory", MFD_CLOEXEC);
    if (file >= 0 && ftruncate(file, (off_t)bytes) != 0) {
        close(file);
        return -1;
    }
    return file;
}
