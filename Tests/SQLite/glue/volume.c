// SPDX-License-Identifier: MIT
// Which files are the volume's, which of its databases are open for whom, and how another process gets the volume.
//
// Invariants:
//   1. One thread at a time calls `blkfront`: the mutex is held from `mirage_enter` to `mirage_leave`.
//   2. A database is open there at most once: its Node has it, and counts who uses it.
//   3. Memory is the C library's, since SQLite counts and refuses its own.

#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "mirage.h"

sqlite3_vfs *mirage_system;
Handle *mirage_handles;
int mirage_is_shared = 1;
long mirage_opened, mirage_passed_on;
static void ignore(void) {}
void (*mirage_changed)(void) = ignore;

sqlite3_vfs *mirage_volume;
static Node *nodes;
static char folder[PATH_MAX]; // the working folder at the start, where the volume's files seem to be
static pthread_mutex_t mutex;
static int is_mounted;

int mirage_begin(void) {
    pthread_mutexattr_t recursive;
    pthread_mutexattr_init(&recursive);
    pthread_mutexattr_settype(&recursive, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&mutex, &recursive);
    return getcwd(folder, sizeof folder) ? SQLITE_OK : SQLITE_ERROR;
}

void mirage_enter(void) { pthread_mutex_lock(&mutex); }

void mirage_leave(void) { pthread_mutex_unlock(&mutex); }

// MARK: Names

int mirage_place(const char *path, char *name) {
    size_t length = strlen(folder);
    if (!is_mounted || path == NULL || strncmp(path, folder, length) != 0 || path[length] != '/') return 0;
    const char *rest = path + length + 1;
    if (*rest == 0 || strchr(rest, '/') || strlen(rest) > 120) return 0;
    if (access(path, F_OK) == 0) return 0; // somebody made it in the system
    strcpy(name, rest);
    return 1;
}

enum Kind mirage_kind(const char *name, char *database) {
    static const char *const suffixes[] = {"", "-journal", "-wal", "-shm"};
    size_t length = strlen(name);
    strcpy(database, name);
    for (int kind = JOURNAL; kind <= TEMPORARY; kind++) {
        size_t suffix = strlen(suffixes[kind]);
        if (length <= suffix || strcmp(name + length - suffix, suffixes[kind]) != 0) continue;
        database[length - suffix] = 0;
        return kind; // TEMPORARY: shared memory
    }
    return MAIN;
}

// MARK: Nodes

int mirage_open_real(const char *name, int flags, sqlite3_file **real) {
    *real = calloc(1, (size_t)mirage_volume->szOsFile);
    if (*real == NULL) return SQLITE_NOMEM;
    int code = mirage_volume->xOpen(mirage_volume, name, *real, flags, NULL);
    if (code != SQLITE_OK) {
        free(*real);
        *real = NULL;
    }
    return code;
}

int mirage_close_real(sqlite3_file *real) {
    int code = SQLITE_OK;
    if (real && real->pMethods) code = real->pMethods->xClose(real);
    free(real);
    return code;
}

static const int creating = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

static int open_main(Node *node, int creates) {
    // The volume's VFS is told of a URI's parameters by what lies behind the name: here, nothing.
    char path[176] = {0};
    strcpy(path + 4, node->name);
    return mirage_open_real(
        path + 4, SQLITE_OPEN_MAIN_DB | (creates ? creating : SQLITE_OPEN_READWRITE), &node->real
    );
}

Node *mirage_node(const char *name, int creates, int *code) {
    Node *node;
    for (node = nodes; node; node = node->next) {
        if (!node->is_orphan && strcmp(node->name, name) == 0) break;
    }
    *code = SQLITE_OK;
    if (node == NULL) {
        node = calloc(1, sizeof *node);
        if (node == NULL) {
            *code = SQLITE_NOMEM;
            return NULL;
        }
        strcpy(node->name, name);
        if (creates && !mirage_has_file(name)) mirage_changed();
        *code = open_main(node, creates);
        if (*code != SQLITE_OK) {
            free(node);
            return NULL;
        }
        node->next = nodes;
        nodes = node;
    }
    node->users += 1;
    return node;
}

void mirage_release(Node *node) {
    node->users -= 1;
    if (node->users > 0) return;
    Node **link = &nodes;
    while (*link != node) link = &(*link)->next;
    *link = node->next;
    mirage_close_real(node->real);
    free(node);
}

int mirage_open_log(Node *node, enum Kind kind, int creates, sqlite3_file **real) {
    char path[192] = {0};
    snprintf(path + 4, sizeof path - 8, "%s%s", node->name, kind == WAL ? "-wal" : "-journal");
    int flags = kind == WAL ? SQLITE_OPEN_WAL : SQLITE_OPEN_MAIN_JOURNAL;
    return mirage_open_real(path + 4, flags | (creates ? creating : SQLITE_OPEN_READWRITE), real);
}

int mirage_exists(const char *name) {
    char database[160];
    int code, exists = 0;
    enum Kind kind = mirage_kind(name, database);
    exists = mirage_has_file(database);
    if (kind == MAIN || !exists) return exists;
    Node *node = mirage_node(database, 0, &code);
    if (node == NULL) return 0;
    exists = 0;
    if (kind == TEMPORARY) {
        exists = node->memory.region_count > 0;
    } else {
        exists = mirage_has_file(name);
    }
    mirage_release(node);
    return exists;
}

// The file below a journal has memory of its own, and SQLite's follows it (vfs.c), unless a VFS of a test's lies between.
void mirage_tell_journal(Handle *handle) {
    sqlite3_file *main = handle->node->real;
    if (handle->kind != JOURNAL || handle->node->journal != handle) return;
    main->pMethods->xFileControl(main, JOURNAL_OPERATION, handle->real);
}

// A file that is deleted while it is open lives on in memory.
static int make_orphan(Node *node) {
    char buffer[4096];
    sqlite3_file *memory, *real = node->real;
    sqlite3_int64 size = 0;
    int code = mirage_open_real(NULL, SQLITE_OPEN_TEMP_DB | creating | SQLITE_OPEN_DELETEONCLOSE, &memory);
    if (code != SQLITE_OK) return code;
    real->pMethods->xFileSize(real, &size);
    for (sqlite3_int64 done = 0; done < size && code == SQLITE_OK; done += (sqlite3_int64)sizeof buffer) {
        int count = size - done < (int)sizeof buffer ? (int)(size - done) : (int)sizeof buffer;
        code = real->pMethods->xRead(real, buffer, count, done);
        if (code == SQLITE_OK) code = memory->pMethods->xWrite(memory, buffer, count, done);
    }
    mirage_close_real(real);
    node->real = memory;
    node->is_orphan = 1;
    for (Handle *handle = mirage_handles; handle; handle = handle->next) {
        if (handle->node != node || handle->kind == MAIN) continue;
        mirage_close_real(handle->real);
        mirage_open_real(NULL, SQLITE_OPEN_TEMP_JOURNAL | creating, &handle->real);
    }
    return SQLITE_OK;
}

int mirage_delete(const char *name) {
    char database[160];
    int code;
    enum Kind kind = mirage_kind(name, database);
    if (kind == TEMPORARY) return SQLITE_OK;
    if (!mirage_exists(name)) return SQLITE_IOERR_DELETE_NOENT;
    mirage_changed();
    if (kind != MAIN) {
        Node *node = mirage_node(database, 0, &code);
        if (node == NULL) return code;
        code = mirage_volume->xDelete(mirage_volume, name, 0);
        mirage_release(node);
        return code;
    }
    for (Node *node = nodes; node; node = node->next) {
        if (node->is_orphan || strcmp(node->name, name) != 0) continue;
        code = make_orphan(node);
        if (code != SQLITE_OK) return code;
        break;
    }
    return mirage_volume->xDelete(mirage_volume, name, 0);
}

// MARK: Another process

int mirage_is_mounted(void) { return is_mounted; }

int mirage_suspend(void) {
    if (!is_mounted) return SQLITE_OK;
    mirage_enter();
    for (Handle *handle = mirage_handles; handle; handle = handle->next) {
        if (handle->kind == MAIN || handle->node == NULL || handle->node->is_orphan) continue;
        mirage_close_real(handle->real);
        handle->real = NULL;
    }
    for (Node *node = nodes; node; node = node->next) {
        if (node->is_orphan) continue;
        mirage_close_real(node->real);
        node->real = NULL;
    }
    mirage_volume->zName = NULL;
    mirage_unmount();
    is_mounted = 0;
    mirage_leave();
    return SQLITE_OK;
}

int mirage_mount_volume(void) {
    const char *path = getenv("MIRAGE_DISK"), *cut = getenv("MIRAGE_CUT"), *size = getenv("MIRAGE_SIZE");
    int has_cache = cut && *cut == '1' && getenv("MIRAGE_CHILD") != NULL;
    int megabytes = size ? atoi(size) : 1024;
    if (mirage_mount(
            path ? path : "mirage.disk", megabytes, has_cache, !mirage_is_shared, getenv("MIRAGE_FAULT")
        ) != 0) {
        exit(3);
    }
    is_mounted = 1;
    mirage_volume = sqlite3_vfs_find("blkfront");
    sqlite3_free((char *)mirage_volume->zName); // which SQLite counts, and tests look for what is not freed
    mirage_volume->zName = "blkfront";
    return SQLITE_OK;
}

int mirage_resume(void) {
    if (is_mounted) return SQLITE_OK;
    mirage_enter();
    int code = mirage_mount_volume();
    for (Node *node = nodes; node && code == SQLITE_OK; node = node->next) {
        if (!node->is_orphan) code = open_main(node, 1);
    }
    for (Handle *handle = mirage_handles; handle && code == SQLITE_OK; handle = handle->next) {
        if (handle->kind == MAIN || handle->node == NULL || handle->node->is_orphan) continue;
        code = mirage_open_log(handle->node, handle->kind, 1, &handle->real);
        if (code == SQLITE_OK) mirage_tell_journal(handle);
    }
    mirage_leave();
    return code;
}
