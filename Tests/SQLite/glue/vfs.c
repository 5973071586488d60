// SPDX-License-Identifier: MIT
// The default VFS of SQLite's test programs: files of the working folder are on the volume, each call on them goes to
// its VFS, `blkfront`. Where SQLite's tests have calls fail, they fail here, as in SQLite's own VFSs.

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "faults.h"
#include "mirage.h"

long mirage_refused;

// MARK: Files

static sqlite3_file *real_of(sqlite3_file *file) {
    Handle *handle = (Handle *)file;
    return handle->real ? handle->real : handle->node->real;
}

static void forget(Handle *handle) {
    Handle **link;
    for (link = &mirage_handles; *link != handle; link = &(*link)->next) {}
    *link = handle->next;
    mirage_close_real(handle->real);
    if (handle->node) mirage_release(handle->node);
    sqlite3_open_file_count -= 1;
    handle->base.pMethods = NULL;
}

static int file_close(sqlite3_file *file) {
    Handle *handle = (Handle *)file;
    mirage_enter();
    if (handle->kind == MAIN) {
        mirage_unlock(file, SQLITE_LOCK_NONE);
        mirage_shm_unmap(file, 0);
        handle->node->connections -= 1;
    }
    forget(handle);
    mirage_leave();
    return SQLITE_OK;
}

// The VFS closes a journal for SQLite at the end of a transaction: SQLite's file is closed as well.
static void follow_closed(Node *node) {
    Handle *next;
    for (Handle *handle = mirage_handles; handle; handle = next) {
        next = handle->next;
        if (handle->node == node && handle->kind == JOURNAL && handle->real && !handle->real->pMethods) forget(handle);
    }
}

// Calls the method of the file below, alone.
#define BELOW(method, ...)                                            \
    sqlite3_file *real;                                               \
    int code;                                                         \
    mirage_enter();                                                   \
    real = real_of(file);                                             \
    code = real->pMethods->method(real __VA_OPT__(, ) __VA_ARGS__);   \
    mirage_leave();                                                   \
    return code

static int file_read(sqlite3_file *file, void *buffer, int count, sqlite3_int64 offset) {
    if (fails()) return SQLITE_IOERR_READ;
    BELOW(xRead, buffer, count, offset);
}

static int file_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    if (fails()) return SQLITE_IOERR_WRITE;
    if (is_full()) return SQLITE_FULL;
    mirage_enter();
    sqlite3_file *real = real_of(file);
    int code = real->pMethods->xWrite(real, bytes, count, offset);
    if (code == SQLITE_FULL) mirage_refused += 1;
    mirage_leave();
    return code;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
    if (fails()) return SQLITE_IOERR_TRUNCATE;
    BELOW(xTruncate, size);
}

// Where the power is to be cut: names of files, and how many of their syncs come before.
static char cut_pattern[160];
static int cut_delay;

static void cut_power_if_told(Handle *handle) {
    char name[176];
    if (cut_delay == 0 || handle->node == NULL) return;
    const char *suffix = handle->kind == JOURNAL ? "-journal" : handle->kind == WAL ? "-wal" : "";
    snprintf(name, sizeof name, "%s%s", handle->node->name, suffix);
    if (sqlite3_strglob(cut_pattern, name) != 0 || --cut_delay > 0) return;
    mirage_cut();
    _exit(255);
}

static int file_sync(sqlite3_file *file, int flags) {
    cut_power_if_told((Handle *)file);
    if ((flags & 0x0f) == SQLITE_SYNC_FULL) sqlite3_fullsync_count += 1;
    sqlite3_sync_count += 1;
    if (fails()) return SQLITE_IOERR_FSYNC;
    BELOW(xSync, flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
    if (fails()) return SQLITE_IOERR_FSTAT;
    BELOW(xFileSize, size);
}

static void exchange(int *flag, int *value) {
    if (*value < 0) *value = *flag; else *flag = *value != 0;
}

static int file_control(sqlite3_file *file, int operation, void *argument) {
    Handle *handle = (Handle *)file;
    if (handle->kind == MAIN && mirage_is_shared) {
        switch (operation) {
        case SQLITE_FCNTL_LOCKSTATE: *(int *)argument = handle->level; return SQLITE_OK;
        case SQLITE_FCNTL_PERSIST_WAL: exchange(&handle->keeps_log, argument); return SQLITE_OK;
        case SQLITE_FCNTL_POWERSAFE_OVERWRITE: exchange(&handle->is_powersafe, argument); return SQLITE_OK;
        case SQLITE_FCNTL_HAS_MOVED: *(int *)argument = handle->node->is_orphan; return SQLITE_OK;
        case SQLITE_FCNTL_VFSNAME: *(char **)argument = sqlite3_mprintf("mirage/blkfront"); return SQLITE_OK;
        }
        if (operation > 0xff && operation != SQLITE_FCNTL_PRAGMA) return SQLITE_NOTFOUND; // our own
    }
    if (handle->kind == TEMPORARY && operation == SQLITE_FCNTL_LOCKSTATE) {
        *(int *)argument = SQLITE_LOCK_NONE;
        return SQLITE_OK;
    }
    mirage_enter();
    sqlite3_file *real = real_of(file);
    if (handle->kind == MAIN && operation == JOURNAL_OPERATION) handle->node->journal = argument;
    int code = real->pMethods->xFileControl(real, operation, argument);
    if (handle->kind == MAIN) follow_closed(handle->node);
    mirage_leave();
    return code;
}

static int file_sector_size(sqlite3_file *file) { BELOW(xSectorSize); }

static int file_characteristics(sqlite3_file *file) {
    Handle *handle = (Handle *)file;
    if (mirage_is_shared) return handle->is_powersafe ? SQLITE_IOCAP_POWERSAFE_OVERWRITE : 0;
    BELOW(xDeviceCharacteristics);
}

static int own_lock(sqlite3_file *file, int level) { BELOW(xLock, level); }

static int own_unlock(sqlite3_file *file, int level) { BELOW(xUnlock, level); }

static int own_check_reserved(sqlite3_file *file, int *result) { BELOW(xCheckReservedLock, result); }

static const sqlite3_io_methods shared_methods = {
    2, file_close, file_read, file_write, file_truncate, file_sync, file_size, mirage_lock, mirage_unlock,
    mirage_check_reserved, file_control, file_sector_size, file_characteristics, mirage_shm_map,
    mirage_shm_lock, mirage_shm_barrier, mirage_shm_unmap, NULL, NULL,
};
static const sqlite3_io_methods own_methods = {
    1, file_close, file_read, file_write, file_truncate, file_sync, file_size, own_lock, own_unlock,
    own_check_reserved, file_control, file_sector_size, file_characteristics, NULL, NULL, NULL, NULL, NULL, NULL,
};

// MARK: The VFS

static int open_on_volume(Handle *handle, const char *path, const char *name, int flags) {
    char database[160];
    int code = SQLITE_OK, creates = flags & SQLITE_OPEN_CREATE;
    if (path == NULL) {
        handle->kind = TEMPORARY;
        return mirage_open_real(NULL, flags, &handle->real);
    }
    handle->kind = mirage_kind(name, database);
    if (handle->kind == TEMPORARY) return SQLITE_CANTOPEN; // shared memory
    // A main file's name may not end like a log's; a log's owner has it open.
    if ((flags & SQLITE_OPEN_MAIN_DB) != 0 && handle->kind != MAIN) return SQLITE_CANTOPEN;
    if (handle->kind != MAIN) {
        handle->node = mirage_node(database, 0, &code);
        if (handle->node) code = mirage_open_log(handle->node, handle->kind, creates, &handle->real);
        if (code == SQLITE_OK && handle->node) mirage_tell_journal(handle);
    } else {
        handle->node = mirage_node(name, creates, &code);
        if (handle->node && !mirage_is_shared && handle->node->connections > 0) code = SQLITE_BUSY;
        if (handle->node && code == SQLITE_OK) handle->node->connections += 1;
        if (flags & SQLITE_OPEN_MAIN_DB) {
            handle->is_powersafe = sqlite3_uri_boolean(path, "psow", 1);
        }
    }
    if (code != SQLITE_OK && handle->node) mirage_release(handle->node);
    return code;
}

static int vfs_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *result) {
    char name[160];
    Handle *handle = (Handle *)file;
    (void)vfs;
    if (path != NULL && !mirage_place(path, name)) {
        mirage_passed_on += 1;
        return mirage_system->xOpen(mirage_system, path, file, flags, result);
    }
    memset(handle, 0, sizeof *handle);
    if (path == NULL && fails()) return SQLITE_IOERR;
    if (!mirage_is_mounted()) return SQLITE_CANTOPEN;
    mirage_enter();
    int code = open_on_volume(handle, path, name, flags);
    if (code == SQLITE_OK) {
        mirage_opened += 1;
        sqlite3_open_file_count += 1;
        file->pMethods = mirage_is_shared ? &shared_methods : &own_methods;
        handle->next = mirage_handles;
        mirage_handles = handle;
        if (result) *result = flags;
    }
    mirage_leave();
    return code;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int syncs) {
    char name[160];
    (void)vfs;
    if (!mirage_place(path, name)) return mirage_system->xDelete(mirage_system, path, syncs);
    if (fails()) return SQLITE_IOERR_DELETE;
    mirage_enter();
    int code = mirage_delete(name);
    mirage_leave();
    return code;
}

static int vfs_access(sqlite3_vfs *vfs, const char *path, int question, int *result) {
    char name[160], database[160];
    (void)vfs;
    if (!mirage_place(path, name)) return mirage_system->xAccess(mirage_system, path, question, result);
    if (fails()) return SQLITE_IOERR_ACCESS;
    mirage_enter();
    *result = 0;
    enum Kind kind = mirage_kind(name, database);
    int code = SQLITE_OK;
    if (kind == MAIN) {
        code = mirage_volume->xAccess(mirage_volume, name, question, result);
    } else if (kind != TEMPORARY && mirage_exists(name)) {
        Node *node = mirage_node(database, 0, &code);
        if (node) {
            code = mirage_volume->xAccess(mirage_volume, name, question, result);
            mirage_release(node);
        }
    }
    mirage_leave();
    return code;
}

static int vfs_full_path(sqlite3_vfs *vfs, const char *path, int room, char *result) {
    (void)vfs;
    return mirage_system->xFullPathname(mirage_system, path, room, result);
}

// What stat(2) would say of a file of the mirage_volume, to programs that look before they open (build.sh calls it for them).
int mirage_stat(const char *path, struct stat *result) {
    char full[PATH_MAX], name[160];
    sqlite3_int64 size = 0;
    int code;
    if (mirage_is_mounted() == 0 && sqlite3_initialize() != SQLITE_OK) return -1;
    if (!mirage_is_mounted() || mirage_system->xFullPathname(mirage_system, path, sizeof full, full) != SQLITE_OK
        || !mirage_place(full, name) || !mirage_has_file(name)) {
        return stat(path, result);
    }
    memset(result, 0, sizeof *result);
    Node *node = mirage_node(name, 0, &code);
    if (node == NULL) return -1;
    node->real->pMethods->xFileSize(node->real, &size);
    mirage_release(node);
    result->st_mode = S_IFREG | 0644;
    result->st_size = size;
    return 0;
}

int mirage_access(const char *path, int mode) {
    struct stat found;
    return mirage_stat(path, &found) == 0 ? 0 : access(path, mode);
}

static sqlite3_vfs descriptor;

int mirage_cut_at(const char *pattern, int sync) {
    static sqlite3_vfs crash;
    crash = descriptor;
    crash.pNext = NULL;
    crash.zName = "crash"; // by which the tests name the VFS that simulates crashes
    snprintf(cut_pattern, sizeof cut_pattern, "%s", pattern);
    cut_delay = sync;
    return sqlite3_vfs_register(&crash, 0);
}

// At the end a program's files are as it left them, whatever it did not close: a crash that a test simulates has its
// own layer above, which decides what is lost.
static void at_exit(void) {
    const char *counts = getenv("MIRAGE_COUNTS");
    if (counts) fprintf(stderr, "\nMIRAGE counts %ld %ld\n", mirage_opened, mirage_passed_on);
    mirage_suspend();
}

// Called by sqlite3_initialize, after SQLite has registered its own VFSs (SQLITE_EXTRA_INIT).
int mirage_extra_init(const char *unused) {
    const char *mode = getenv("MIRAGE_VFS");
    (void)unused;
    if (mode == NULL || strcmp(mode, "unix") == 0) return SQLITE_OK;
    if (mirage_system == NULL) {
        if (mirage_begin() != SQLITE_OK) return SQLITE_ERROR;
        mirage_is_shared = strcmp(mode, "own") != 0;
        mirage_system = sqlite3_vfs_find("unix");
        descriptor = *mirage_system;
        descriptor.pNext = NULL;
        descriptor.zName = "mirage";
        if (descriptor.szOsFile < (int)sizeof(Handle)) descriptor.szOsFile = (int)sizeof(Handle);
        descriptor.xOpen = vfs_open;
        descriptor.xDelete = vfs_delete;
        descriptor.xAccess = vfs_access;
        descriptor.xFullPathname = vfs_full_path;
        mirage_mount_volume();
        if (mirage_is_shared) sqlite3_reset_auto_extension();
        atexit(at_exit);
    } else if (!mirage_is_shared) {
        mirage_suspend(); // sqlite3_shutdown has forgotten the VFS's automatic extension
        mirage_resume();
    }
    return sqlite3_vfs_register(&descriptor, 1);
}
