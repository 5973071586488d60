// SQLite for the raw lane, and what Swift cannot do for itself: count allocations and see the
// connections of the other lanes.
// SPDX-License-Identifier: MIT
#ifndef CPROBE_H
#define CPROBE_H

#include <sqlite3.h>

/// The number of calls of malloc, calloc, realloc and the aligned ones since the process began.
unsigned long cprobe_allocations(void);

/// From now on, remembers the connection that was opened last.
void cprobe_watch_connections(void);
sqlite3 *cprobe_last_connection(void);

// SQLITE_TRANSIENT is a macro Swift does not import.
static inline int cprobe_bind_text(
    sqlite3_stmt *statement, int index, const char *bytes, sqlite3_uint64 count
) {
    return sqlite3_bind_text64(statement, index, bytes, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

#endif
