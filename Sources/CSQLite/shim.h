// What Swift cannot say about SQLite's C interface, and nothing else.
// SPDX-License-Identifier: MIT
#ifndef CSQLITE_SHIM_H
#define CSQLITE_SHIM_H

#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast of -1 to a function pointer, a macro Swift does not import. It tells
// SQLite to copy the bytes before the call returns (sqlite.org/c3ref/c_static.html).
static inline int csqlite_bind_text(
    sqlite3_stmt *statement, int index, const char *bytes, sqlite3_uint64 count
) {
    return sqlite3_bind_text64(statement, index, bytes, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

// A null pointer would bind NULL; an empty blob is not NULL, hence the zeroblob.
static inline int csqlite_bind_blob(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count
) {
    if (count == 0) return sqlite3_bind_zeroblob(statement, index, 0);
    return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_TRANSIENT);
}

// sqlite3_db_config is variadic, which Swift cannot call.
static inline int csqlite_set_defensive(sqlite3 *database, int on) {
    return sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, on, (int *)0);
}

static inline int csqlite_keep_log_on_close(sqlite3 *database) {
    return sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

// sqlite3_config is variadic as well. SQLite copies the table (sqlite.org/c3ref/pcache_methods2.html).
static inline int csqlite_use_page_cache(sqlite3_pcache_methods2 *methods) {
    return sqlite3_config(SQLITE_CONFIG_PCACHE2, methods);
}

// sqlite3_log is variadic as well; the message is no format.
static inline void csqlite_log(int code, const char *message) {
    sqlite3_log(code, "%s", message);
}

// Declared without parameters, though SQLite calls the function with these (sqlite.org/c3ref/auto_extension.html).
typedef int (*csqlite_connection_setup)(
    sqlite3 *database, char **message, const struct sqlite3_api_routines *routines
);
static inline int csqlite_auto_extension(csqlite_connection_setup setup) {
    return sqlite3_auto_extension((void (*)(void))setup);
}

// The read version in the database's header; 2 is that of WAL mode (sqlite.org/fileformat2.html 1.3.3). 0 if it cannot be read.
static inline int csqlite_read_version(sqlite3 *database) {
    sqlite3_file *file = 0;
    unsigned char header[100] = {0};
    sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (!file || !file->pMethods || file->pMethods->xRead(file, header, sizeof header, 0)) return 0;
    return header[19];
}

// Guests only: what the program asks for of the parts that the profile auto of SQLite has for those who do
// (Tools/sqlite/guest.c).
void mirage_sql_in(void);
void mirage_sql_or(void);
void mirage_sql_between(void);
void mirage_sql_wal(void);

#endif
