// SPDX-License-Identifier: MIT
// Locks and shared memory between the connections of one process to a database, as the systems of SQLite's own VFSs
// have them (sqlite.org/lockingv3.html, sqlite.org/walformat.html#wal_locks). Nothing of this is on the volume.

#include <stdlib.h>
#include <string.h>

#include "faults.h"
#include "mirage.h"

int mirage_lock(sqlite3_file *file, int level) {
    Handle *handle = (Handle *)file;
    Node *node = handle->node;
    if (handle->level >= level) return SQLITE_OK;
    mirage_enter();
    int code = SQLITE_OK;
    int others = node->shared_count - (handle->level > 0);
    if (level == SQLITE_LOCK_SHARED) {
        if (node->level >= SQLITE_LOCK_PENDING) {
            code = SQLITE_BUSY;
        } else {
            node->shared_count += 1;
            handle->level = level;
            if (node->level < level) node->level = level;
        }
    } else if (handle->level < node->level && node->level > SQLITE_LOCK_SHARED) {
        code = SQLITE_BUSY; // another connection intends to write
    } else if (level == SQLITE_LOCK_EXCLUSIVE && others > 0) {
        handle->level = node->level = SQLITE_LOCK_PENDING; // no new readers
        code = SQLITE_BUSY;
    } else {
        handle->level = node->level = level;
    }
    mirage_leave();
    return code;
}

int mirage_unlock(sqlite3_file *file, int level) {
    Handle *handle = (Handle *)file;
    Node *node = handle->node;
    if (handle->level <= level) return SQLITE_OK;
    mirage_enter();
    if (handle->level > SQLITE_LOCK_SHARED) node->level = SQLITE_LOCK_SHARED;
    if (level == SQLITE_LOCK_NONE) {
        node->shared_count -= 1;
        if (node->shared_count == 0) node->level = SQLITE_LOCK_NONE;
    }
    handle->level = level;
    mirage_leave();
    return SQLITE_OK;
}

int mirage_check_reserved(sqlite3_file *file, int *result) {
    Handle *handle = (Handle *)file;
    if (fails()) return SQLITE_IOERR_CHECKRESERVEDLOCK;
    *result = handle->node->level > SQLITE_LOCK_SHARED;
    return SQLITE_OK;
}

int mirage_shm_map(sqlite3_file *file, int index, int size, int extends, void volatile **region) {
    Handle *handle = (Handle *)file;
    SharedMemory *memory = &handle->node->memory;
    int code = SQLITE_OK;
    mirage_enter();
    *region = NULL;
    if (!handle->uses_memory) {
        handle->uses_memory = 1;
        memory->users += 1;
    }
    memory->region_size = size;
    while (extends && memory->region_count <= index && memory->region_count < 256) {
        char *made = calloc(1, (size_t)size);
        mirage_changed();
        if (made == NULL) break;
        memory->regions[memory->region_count++] = made;
    }
    if (index < memory->region_count) {
        *region = memory->regions[index];
    } else if (extends) {
        code = SQLITE_IOERR_NOMEM;
    }
    mirage_leave();
    return code;
}

int mirage_shm_lock(sqlite3_file *file, int offset, int count, int flags) {
    Handle *handle = (Handle *)file, *other;
    unsigned mask = ((1u << count) - 1) << offset;
    int code = SQLITE_OK;
    mirage_enter();
    if (flags & SQLITE_SHM_UNLOCK) {
        handle->shared_locks &= ~mask;
        handle->exclusive_locks &= ~mask;
    } else {
        for (other = mirage_handles; other; other = other->next) {
            if (other == handle || other->node != handle->node || other->kind != MAIN) continue;
            unsigned taken = other->exclusive_locks;
            if (flags & SQLITE_SHM_EXCLUSIVE) taken |= other->shared_locks;
            if (taken & mask) code = SQLITE_BUSY;
        }
        if (code == SQLITE_OK && (flags & SQLITE_SHM_EXCLUSIVE)) handle->exclusive_locks |= mask;
        if (code == SQLITE_OK && (flags & SQLITE_SHM_SHARED)) handle->shared_locks |= mask;
    }
    mirage_leave();
    return code;
}

void mirage_shm_barrier(sqlite3_file *file) {
    (void)file;
    mirage_enter(); // the mutex orders memory for other threads
    mirage_leave();
}

int mirage_shm_unmap(sqlite3_file *file, int deletes) {
    Handle *handle = (Handle *)file;
    (void)deletes; // without users nobody can tell
    if (!handle->uses_memory) return SQLITE_OK;
    mirage_enter();
    SharedMemory *memory = &handle->node->memory;
    handle->uses_memory = 0;
    handle->shared_locks = handle->exclusive_locks = 0;
    memory->users -= 1;
    if (memory->users == 0) {
        mirage_changed();
        while (memory->region_count > 0) free(memory->regions[--memory->region_count]);
    }
    mirage_leave();
    return SQLITE_OK;
}
