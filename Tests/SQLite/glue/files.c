// SPDX-License-Identifier: MIT
// The volume's files for Tcl, in which SQLite's tests are written: a filesystem of Tcl's (Tcl_FSRegister(3)), so that
// `file size test.db`, `file copy` and `open test.db-journal` mean what SQLite means.

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tcl.h>

#include "mirage.h"

// MARK: Files

// A file as Tcl has it open.
typedef struct {
    Node *node;
    enum Kind kind;
    sqlite3_file *log; // of a log
    Tcl_WideInt offset;
    int appends;
} File;

static sqlite3_file *real_of(File *file) { return file->log ? file->log : file->node->real; }

static int open_file(const char *name, int flags, File *file) {
    char database[160];
    int code, creates = flags & O_CREAT;
    memset(file, 0, sizeof *file);
    file->kind = mirage_kind(name, database);
    if (!creates && !mirage_has_file(database)) return ENOENT;
    file->node = mirage_node(database, creates, &code);
    if (file->node == NULL) return ENOENT;
    if (!creates && file->kind != TEMPORARY && !mirage_has_file(name)) {
        code = SQLITE_CANTOPEN;
    } else if (file->kind == JOURNAL || file->kind == WAL) {
        code = mirage_open_log(file->node, file->kind, creates, &file->log);
    } else if (file->kind == TEMPORARY && file->node->memory.region_count == 0) {
        code = SQLITE_CANTOPEN;
    }
    if (code != SQLITE_OK) {
        mirage_release(file->node);
        return ENOENT;
    }
    if ((flags & O_TRUNC) && file->kind != TEMPORARY) real_of(file)->pMethods->xTruncate(real_of(file), 0);
    file->appends = flags & O_APPEND;
    return 0;
}

static void close_file(File *file) {
    if (file->log) mirage_close_real(file->log);
    mirage_release(file->node);
}

static sqlite3_int64 size_of(File *file) {
    sqlite3_int64 size = 0;
    SharedMemory *memory = &file->node->memory;
    if (file->kind == TEMPORARY) return (sqlite3_int64)memory->region_count * memory->region_size;
    real_of(file)->pMethods->xFileSize(real_of(file), &size);
    return size;
}

// Moves bytes of shared memory.
static void move_memory(File *file, char *bytes, int count, int writes) {
    SharedMemory *memory = &file->node->memory;
    for (int index = 0; index < count; index++) {
        sqlite3_int64 at = file->offset + index;
        char *place = memory->regions[at / memory->region_size] + at % memory->region_size;
        if (writes) *place = bytes[index]; else bytes[index] = *place;
    }
}

static int channel_input(ClientData data, char *buffer, int room, int *error) {
    File *file = data;
    mirage_enter();
    sqlite3_int64 rest = size_of(file) - file->offset;
    int count = rest < 0 ? 0 : rest < room ? (int)rest : room, code = SQLITE_OK;
    if (file->kind == TEMPORARY) {
        move_memory(file, buffer, count, 0);
    } else if (count > 0) {
        // Piece by piece, so that no piece is a page and its checksum looked at: Tcl sees what is there.
        for (int done = 0; done < count && code == SQLITE_OK; done += 500) {
            int piece = count - done < 500 ? count - done : 500;
            code = real_of(file)->pMethods->xRead(real_of(file), buffer + done, piece, file->offset + done);
        }
    }
    file->offset += count;
    mirage_leave();
    if (code != SQLITE_OK) *error = EIO;
    return code == SQLITE_OK ? count : -1;
}

static int channel_output(ClientData data, const char *bytes, int count, int *error) {
    File *file = data;
    int code = SQLITE_OK;
    mirage_enter();
    if (file->appends) file->offset = size_of(file);
    if (file->kind == TEMPORARY) {
        if (file->offset + count > size_of(file)) count = (int)(size_of(file) - file->offset);
        move_memory(file, (char *)bytes, count, 1);
    } else {
        code = real_of(file)->pMethods->xWrite(real_of(file), bytes, count, file->offset);
    }
    file->offset += count;
    mirage_leave();
    if (code != SQLITE_OK) *error = EIO;
    return code == SQLITE_OK ? count : -1;
}

static Tcl_WideInt channel_wide_seek(ClientData data, Tcl_WideInt offset, int mode, int *error) {
    File *file = data;
    mirage_enter();
    Tcl_WideInt from = mode == SEEK_SET ? 0 : mode == SEEK_CUR ? file->offset : size_of(file);
    mirage_leave();
    if (from + offset < 0) {
        *error = EINVAL;
        return -1;
    }
    return file->offset = from + offset;
}

static int channel_seek(ClientData data, long offset, int mode, int *error) {
    return (int)channel_wide_seek(data, offset, mode, error);
}

static int channel_close(ClientData data, Tcl_Interp *interp) {
    (void)interp;
    mirage_enter();
    close_file(data);
    mirage_leave();
    free(data);
    return 0;
}

static int channel_close2(ClientData data, Tcl_Interp *interp, int flags) {
    return (flags & (TCL_CLOSE_READ | TCL_CLOSE_WRITE)) ? EINVAL : channel_close(data, interp);
}

static void channel_watch(ClientData data, int mask) { (void)data, (void)mask; }

static int channel_handle(ClientData data, int direction, ClientData *handle) {
    (void)data, (void)direction, (void)handle;
    return TCL_ERROR;
}

static int channel_truncate(ClientData data, Tcl_WideInt size) {
    File *file = data;
    mirage_enter();
    int code = real_of(file)->pMethods->xTruncate(real_of(file), size);
    mirage_leave();
    return code == SQLITE_OK ? 0 : EIO;
}

static Tcl_ChannelType channel_type = {
    "mirage", TCL_CHANNEL_VERSION_5, channel_close, channel_input, channel_output, channel_seek, NULL, NULL,
    channel_watch, channel_handle, channel_close2, NULL, NULL, NULL, channel_wide_seek, NULL, channel_truncate,
};

// MARK: The filesystem

// Whether Tcl's path is the volume's. A file that is not there is one of a database if its name says so.
static int place(Tcl_Obj *path, char *name) {
    Tcl_Obj *normal = Tcl_FSGetNormalizedPath(NULL, path);
    if (normal == NULL || !mirage_place(Tcl_GetString(normal), name)) return 0;
    size_t length = strlen(name);
    mirage_enter();
    int exists = mirage_exists(name);
    mirage_leave();
    if (exists) return 1;
    if (length > 4 && strcmp(name + length - 4, "-shm") == 0) return 0;
    if (length > 8 && strcmp(name + length - 8, "-journal") == 0) return 1;
    if (length > 4 && strcmp(name + length - 4, "-wal") == 0) return 1;
    return strstr(name, ".db") != NULL || strstr(name, ".bu") != NULL || strstr(name, "-mj") != NULL;
}

static int fs_place(Tcl_Obj *path, ClientData *data) {
    char name[160];
    (void)data;
    return place(path, name) ? TCL_OK : -1;
}

static int fail(int error) {
    Tcl_SetErrno(error);
    return -1;
}

static int fs_stat(Tcl_Obj *path, Tcl_StatBuf *result) {
    char name[160];
    File file;
    if (!place(path, name)) return fail(ENOENT);
    mirage_enter();
    int error = open_file(name, 0, &file);
    if (error == 0) {
        memset(result, 0, sizeof *result);
        result->st_mode = S_IFREG | 0644;
        result->st_nlink = 1;
        result->st_uid = getuid();
        result->st_size = size_of(&file);
        close_file(&file);
    }
    mirage_leave();
    return error ? fail(error) : 0;
}

static int fs_access(Tcl_Obj *path, int mode) {
    char name[160];
    if (!place(path, name)) return fail(ENOENT);
    mirage_enter();
    int exists = mirage_exists(name);
    mirage_leave();
    if (!exists) return fail(ENOENT);
    return mode & X_OK ? fail(EACCES) : 0;
}

static Tcl_Channel fs_open(Tcl_Interp *interp, Tcl_Obj *path, int mode, int permissions) {
    char name[160], title[32];
    static int number;
    (void)permissions;
    File *file = calloc(1, sizeof *file);
    int error = !place(path, name) ? ENOENT : 0;
    mirage_enter();
    if (!error && (mode & O_CREAT) && (mode & O_EXCL) && mirage_exists(name)) error = EEXIST;
    if (!error) error = open_file(name, mode, file);
    mirage_leave();
    if (error) {
        free(file);
        Tcl_SetErrno(error);
        if (interp) {
            Tcl_SetObjResult(
                interp, Tcl_ObjPrintf("couldn't open \"%s\": %s", Tcl_GetString(path), Tcl_PosixError(interp))
            );
        }
        return NULL;
    }
    snprintf(title, sizeof title, "mirage%d", number++);
    int access = mode & (O_RDONLY | O_WRONLY | O_RDWR);
    int mask = access == O_RDONLY ? TCL_READABLE : access == O_WRONLY ? TCL_WRITABLE : TCL_READABLE | TCL_WRITABLE;
    return Tcl_CreateChannel(&channel_type, title, file, mask);
}

static int fs_delete(Tcl_Obj *path) {
    char name[160];
    if (!place(path, name)) return fail(ENOENT);
    mirage_enter();
    int code = mirage_exists(name) ? mirage_delete(name) : SQLITE_IOERR_DELETE_NOENT;
    mirage_leave();
    if (code == SQLITE_OK) return 0;
    return fail(code == SQLITE_IOERR_DELETE_NOENT ? ENOENT : EACCES);
}

// Copies by pages, which in a database with checksums are made for their new place.
static int fs_copy(Tcl_Obj *from, Tcl_Obj *to) {
    static char page[65536];
    char source[160], target[160];
    File in, out;
    if (!place(from, source)) return fail(ENOENT);
    if (!place(to, target)) return fail(EXDEV);
    mirage_enter();
    int error = open_file(source, 0, &in);
    if (!error) {
        error = open_file(target, O_CREAT | O_TRUNC, &out);
        if (error) close_file(&in);
    }
    if (!error) {
        sqlite3_int64 size = size_of(&in);
        int unit = 512;
        if (in.kind == MAIN && size >= 100) {
            real_of(&in)->pMethods->xRead(real_of(&in), page, 100, 0);
            int stored = (unsigned char)page[16] << 8 | (unsigned char)page[17];
            if (memcmp(page, "SQLite format 3", 16) == 0) unit = stored == 1 ? 65536 : stored;
        }
        if (unit < 512 || unit > 65536) unit = 512;
        for (sqlite3_int64 done = 0; done < size && !error; done += unit) {
            int count = size - done < unit ? (int)(size - done) : unit;
            int code = real_of(&in)->pMethods->xRead(real_of(&in), page, count, done);
            if (code == SQLITE_OK) code = real_of(&out)->pMethods->xWrite(real_of(&out), page, count, done);
            if (code != SQLITE_OK) error = EIO;
        }
        close_file(&in);
        close_file(&out);
    }
    mirage_leave();
    return error ? fail(error) : 0;
}

static int fs_utime(Tcl_Obj *path, struct utimbuf *times) {
    (void)path, (void)times;
    return 0;
}

// A folder is the system's; from then on its name is not the volume's.
static int fs_make_folder(Tcl_Obj *path) {
    Tcl_Obj *normal = Tcl_FSGetNormalizedPath(NULL, path);
    if (normal == NULL || mkdir(Tcl_GetString(normal), 0777) != 0) return -1;
    mirage_changed();
    return 0;
}

// A pattern below a file finds nothing; patterns without a folder are the command glob's of prelude.tcl.
static int fs_match(Tcl_Interp *interp, Tcl_Obj *result, Tcl_Obj *path, const char *pattern, Tcl_GlobTypeData *types) {
    (void)interp, (void)result, (void)path, (void)pattern, (void)types;
    return TCL_OK;
}

static void changed(void) { Tcl_FSMountsChanged(NULL); }

static Tcl_Filesystem filesystem = {
    .typeName = "mirage",
    .structureLength = sizeof(Tcl_Filesystem),
    .version = TCL_FILESYSTEM_VERSION_1,
    .pathInFilesystemProc = fs_place,
    .statProc = fs_stat,
    .lstatProc = fs_stat,
    .accessProc = fs_access,
    .openFileChannelProc = fs_open,
    .matchInDirectoryProc = fs_match,
    .createDirectoryProc = fs_make_folder,
    .deleteFileProc = fs_delete,
    .copyFileProc = fs_copy,
    .utimeProc = fs_utime,
};

void mirage_show_files(void) {
    Tcl_FSRegister(NULL, &filesystem);
    mirage_changed = changed;
}
