// SPDX-License-Identifier: MIT
// The databases of fuzzcheck in files, on the volume or, to compare, in SQLite's unix VFS, instead of in memory: fuzzcheck
// calls these where it would open one (build.sh), and finds the same bytes, however damaged they are, in a file. It has two
// kinds: files of a VFS of its own, which each script is given, and those that a script brings with it and deserializes.

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "mirage.h"

static const char *const given = "main.db", *const brought = "brought.db";

static void forget(const char *name) {
    char journal[32], log[32];
    if (mirage_is_mounted()) {
        mirage_enter();
        if (mirage_exists(name)) mirage_delete(name);
        mirage_leave();
        return;
    }
    snprintf(journal, sizeof journal, "%s-journal", name);
    snprintf(log, sizeof log, "%s-wal", name);
    unlink(name);
    unlink(journal);
    unlink(log);
}

// Writes a file anew; what `context` is, `piece` knows: it reads a piece of the content at an offset.
static int make(
    const char *name, sqlite3_int64 size, int (*piece)(void *, void *, int, sqlite3_int64), void *context
) {
    char buffer[512];
    int code = SQLITE_OK;
    Node *node = NULL;
    FILE *file = NULL;
    // Which SQLite's unix VFS takes for an empty file.
    if (size == 1) puts("MIRAGE: a file of one byte");
    mirage_enter();
    if (mirage_is_mounted()) {
        node = mirage_node(name, 1, &code);
    } else {
        file = fopen(name, "w");
        if (file == NULL) code = SQLITE_CANTOPEN;
    }
    for (sqlite3_int64 done = 0; done < size && code == SQLITE_OK; done += (int)sizeof buffer) {
        int count = size - done < (int)sizeof buffer ? (int)(size - done) : (int)sizeof buffer;
        code = piece(context, buffer, count, done);
        if (code != SQLITE_OK) break;
        if (node) {
            code = node->real->pMethods->xWrite(node->real, buffer, count, done);
        } else if (fwrite(buffer, 1, (size_t)count, file) != (size_t)count) {
            code = SQLITE_IOERR_WRITE;
        }
    }
    if (node) mirage_release(node);
    if (file && fclose(file) != 0) code = SQLITE_IOERR_WRITE;
    mirage_leave();
    return code;
}

static int of_file(void *file, void *buffer, int count, sqlite3_int64 offset) {
    return ((sqlite3_file *)file)->pMethods->xRead(file, buffer, count, offset);
}

static int of_memory(void *bytes, void *buffer, int count, sqlite3_int64 offset) {
    memcpy(buffer, (char *)bytes + offset, (size_t)count);
    return SQLITE_OK;
}

// Copies a file of fuzzcheck's VFS.
static int copy(sqlite3_vfs *from, const char *name) {
    union {
        sqlite3_file file;
        char room[1024];
    } source;
    sqlite3_int64 size = 0;
    int code, flags = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    if (from->szOsFile > (int)sizeof source) return SQLITE_ERROR;
    memset(&source, 0, sizeof source);
    code = from->xOpen(from, name, &source.file, flags, &flags);
    if (code != SQLITE_OK) return code;
    source.file.pMethods->xFileSize(&source.file, &size);
    code = make(name, size, of_file, &source.file);
    source.file.pMethods->xClose(&source.file);
    return code;
}

// Opens what fuzzcheck has made for a script.
int mirage_fuzz_open(const char *name, sqlite3 **database, int flags, const char *vfs) {
    sqlite3_vfs *memory = sqlite3_vfs_find("inmem");
    if (memory == NULL || strcmp(name, given) != 0) return sqlite3_open_v2(name, database, flags, vfs);
    forget(name);
    int code = copy(memory, name);
    if (code != SQLITE_OK) return code;
    return sqlite3_open_v2(name, database, flags & ~SQLITE_OPEN_MEMORY, mirage_is_mounted() ? "mirage" : "unix");
}

// Instead of a temporary database: nothing, for what is deserialized next.
int mirage_fuzz_open_temporary(const char *name, sqlite3 **database) {
    if (name != NULL) return sqlite3_open(name, database);
    forget(brought);
    return sqlite3_open_v2(
        brought, database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, mirage_is_mounted() ? "mirage" : "unix"
    );
}

// Of a connection that has read nothing yet, and finds this when it does.
int mirage_fuzz_deserialize(
    sqlite3 *database, const char *schema, unsigned char *bytes, sqlite3_int64 size, sqlite3_int64 room, unsigned flags
) {
    (void)database, (void)schema, (void)room;
    int code = make(brought, size, of_memory, bytes);
    if (flags & SQLITE_DESERIALIZE_FREEONCLOSE) sqlite3_free(bytes);
    return code;
}

// Says in what fuzzcheck prints for a script why its answers may differ.
int mirage_fuzz_close(sqlite3 *database) {
    int code = sqlite3_close(database);
    // A damaged database may name a page far away: a system's file has a hole before it.
    if (mirage_refused > 0) puts("MIRAGE: the volume was full");
    mirage_refused = 0;
    return code;
}
