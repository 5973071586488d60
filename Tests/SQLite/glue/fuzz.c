// SPDX-License-Identifier: MIT
// The databases of fuzzcheck, which are in memory with a VFS of its own, on the volume instead: fuzzcheck calls this
// where it would open one (build.sh), and finds the same bytes, however damaged they are, under our VFS.

#include <string.h>

#include "mirage.h"

// Copies fuzzcheck's database to a new one on the volume.
static int copy(sqlite3_vfs *from, const char *name) {
    char buffer[512];
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
    mirage_enter();
    Node *node = mirage_node(name, 1, &code);
    for (sqlite3_int64 done = 0; node && done < size && code == SQLITE_OK; done += (int)sizeof buffer) {
        int count = size - done < (int)sizeof buffer ? (int)(size - done) : (int)sizeof buffer;
        code = source.file.pMethods->xRead(&source.file, buffer, count, done);
        if (code == SQLITE_OK) code = node->real->pMethods->xWrite(node->real, buffer, count, done);
    }
    if (node) mirage_release(node);
    mirage_leave();
    source.file.pMethods->xClose(&source.file);
    return code;
}

int mirage_fuzz_open(const char *name, sqlite3 **database, int flags, const char *vfs) {
    sqlite3_vfs *memory = sqlite3_vfs_find("inmem");
    if (!mirage_is_mounted() || memory == NULL || strcmp(name, "main.db") != 0) {
        return sqlite3_open_v2(name, database, flags, vfs);
    }
    mirage_enter();
    if (mirage_exists(name)) mirage_delete(name);
    mirage_leave();
    int code = copy(memory, name);
    if (code != SQLITE_OK) return code;
    return sqlite3_open_v2(name, database, flags & ~SQLITE_OPEN_MEMORY, "mirage");
}
