// SPDX-License-Identifier: MIT
// Between SQLite's test programs and the VFS of volumes (Checks/VFSForTests): what the C files share.
//
// The tests expect a folder: several connections to one database, files beside each other that Tcl copies, measures
// and patches, child processes that crash and leave their files behind. `vfs.c` is the default VFS "mirage" of the test
// programs: it gives files of the working folder to the VFS of the volume, `blkfront`, and counts what it gives to
// the system instead. `locks.c` is what a volume has no need of, since a database has one connection there: locks and
// shared memory, between connections of one process. `volume.c` knows which files are the volume's and lets child
// processes have it. `files.c` shows the volume's files to Tcl, `tcl.c` adds commands, `fuzz.c` is fuzzcheck's.
//
// What the environment says:
//   MIRAGE_VFS    shared  several connections a database; the volume's files look to SQLite like those of a system
//                 own     the VFS as programs get it: one connection, checksums, its device characteristics
//                 unix    none of this: SQLite's own VFS, to compare with
//   MIRAGE_DISK   the file that is the disk
//   MIRAGE_FAULT  the fault that the disk injects (InjectedFault in TestDisk.swift), to show that tests find it
//   MIRAGE_CUT    1: the process that a test crashes loses the power of the disk with it
#ifndef MIRAGE_H
#define MIRAGE_H

#include "sqlite3.h"

// From Swift.
int mirage_mount(
    const char *path, int megabytes, int has_cache, int checks_pages, const char *fault
);
void mirage_unmount(void);
void mirage_cut(void);
char *mirage_failure(void);
char *mirage_name(int index);
int mirage_has_file(const char *path);

// Tells the VFS where SQLite has the journal: DatabaseFile.journalOperation.
#define JOURNAL_OPERATION 0x4d697231

typedef struct Node Node;
typedef struct Handle Handle;

// What a file of the volume is.
enum Kind { MAIN, JOURNAL, WAL, TEMPORARY };

// Shared memory of the connections to a database, and who has which lock on it.
typedef struct {
    int users;
    int region_count;
    char *regions[256];
    int region_size;
} SharedMemory;

// A database of the volume that somebody has open.
struct Node {
    Node *next;
    char name[160];
    sqlite3_file *real; // NULL while another process has the volume
    int users;          // handles and whoever looks at the file
    int connections;    // handles on the main file that are SQLite's
    void *journal;      // where SQLite has the journal, of the connection that was opened last
    int is_orphan;      // deleted while it was open: `real` is in memory, the name is free
    int level;          // the highest lock of any handle
    int shared_count;   // handles with a lock
    SharedMemory memory;
};

// What SQLite has open: an sqlite3_file.
struct Handle {
    sqlite3_file base;
    Handle *next;
    Node *node;         // NULL for a temporary file
    sqlite3_file *real; // of a log or temporary file; NULL for a main file, whose node has it
    enum Kind kind;
    int is_powersafe;
    int keeps_log;
    int level;
    int uses_memory;
    unsigned shared_locks, exclusive_locks; // of shared memory, a bit each
};

// volume.c
extern sqlite3_vfs *mirage_system; // SQLite's own VFS
extern sqlite3_vfs *mirage_volume; // `blkfront`
extern Handle *mirage_handles;
extern int mirage_is_shared;
extern void (*mirage_changed)(void); // called when files come or go, for whoever remembers where they are
extern long mirage_opened, mirage_passed_on; // files opened on the volume, and given to the system
void mirage_enter(void);
void mirage_leave(void);
int mirage_place(const char *path, char *name); // whether a file is the volume's, and its name there
Node *mirage_node(const char *name, int creates, int *code);
void mirage_release(Node *node);
void mirage_tell_journal(Handle *handle); // says that the journal's file below is SQLite's
int mirage_open_log(Node *node, enum Kind kind, int creates, sqlite3_file **real);
int mirage_open_real(const char *name, int flags, sqlite3_file **real);
int mirage_close_real(sqlite3_file *real);
enum Kind mirage_kind(const char *name, char *database);
int mirage_exists(const char *name);
int mirage_delete(const char *name);
int mirage_begin(void); // before anything else
int mirage_mount_volume(void);
int mirage_is_mounted(void);
int mirage_suspend(void);
int mirage_resume(void);

// vfs.c
extern long mirage_refused; // writes for which the volume had no room
int mirage_cut_at(const char *pattern, int sync); // cuts the power at a sync of a file, and ends the process

// files.c
void mirage_show_files(void); // to Tcl

// locks.c
int mirage_lock(sqlite3_file *file, int level);
int mirage_unlock(sqlite3_file *file, int level);
int mirage_check_reserved(sqlite3_file *file, int *result);
int mirage_shm_map(sqlite3_file *file, int index, int size, int extends, void volatile **region);
int mirage_shm_lock(sqlite3_file *file, int offset, int count, int flags);
void mirage_shm_barrier(sqlite3_file *file);
int mirage_shm_unmap(sqlite3_file *file, int deletes);

#endif
