// SPDX-License-Identifier: MIT
// The calls that SQLite's tests let fail, and those that they count: variables that SQLite has when it is compiled with
// SQLITE_TEST, as in testfixture. In other programs no call fails.
#ifndef MIRAGE_FAULTS_H
#define MIRAGE_FAULTS_H

#ifdef SQLITE_TEST
extern int sqlite3_io_error_hit, sqlite3_io_error_hardhit, sqlite3_io_error_pending;
extern int sqlite3_io_error_persist, sqlite3_io_error_benign;
extern int sqlite3_diskfull_pending, sqlite3_diskfull;
extern int sqlite3_open_file_count, sqlite3_sync_count, sqlite3_fullsync_count;

// Whether a test wants this call to fail.
static inline int fails(void) {
    int persists = sqlite3_io_error_persist && sqlite3_io_error_hit;
    if (!persists && sqlite3_io_error_pending-- != 1) return 0;
    sqlite3_io_error_hit += 1;
    if (!sqlite3_io_error_benign) sqlite3_io_error_hardhit += 1;
    return 1;
}

// Whether a test wants the disk to be full.
static inline int is_full(void) {
    if (sqlite3_diskfull_pending == 0) return 0;
    if (sqlite3_diskfull_pending > 1) {
        sqlite3_diskfull_pending -= 1;
        return 0;
    }
    if (!sqlite3_io_error_benign) sqlite3_io_error_hardhit += 1;
    sqlite3_diskfull = sqlite3_io_error_hit = 1;
    return 1;
}
#else
static int sqlite3_open_file_count, sqlite3_sync_count, sqlite3_fullsync_count;
static inline int fails(void) { return 0; }
static inline int is_full(void) { return 0; }
#endif

#endif
