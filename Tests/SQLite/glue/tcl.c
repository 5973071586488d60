// SPDX-License-Identifier: MIT
// What the interpreters of SQLite's tests find besides SQLite's own commands: prelude.tcl, and the command `mirage`:
//   mirage suspend | resume   gives the volume to another process, and takes it back
//   mirage names              names of the databases on the volume
//   mirage counts             how many files were opened on the volume, and how many in the system instead
//   mirage failure            what the VFS said last

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tcl.h>

#include "mirage.h"

extern const char *sqlite3TestInit(Tcl_Interp *);

static int command(ClientData data, Tcl_Interp *interp, int count, Tcl_Obj *const words[]) {
    (void)data;
    const char *verb = count > 1 ? Tcl_GetString(words[1]) : "";
    if (strcmp(verb, "suspend") == 0) {
        mirage_suspend();
    } else if (strcmp(verb, "resume") == 0) {
        if (mirage_resume() != SQLITE_OK) {
            Tcl_SetResult(interp, "the volume does not come back", TCL_STATIC);
            return TCL_ERROR;
        }
        mirage_changed();
    } else if (strcmp(verb, "names") == 0) {
        Tcl_Obj *list = Tcl_NewObj();
        char *name;
        mirage_enter();
        for (int index = 0; (name = mirage_name(index)) != NULL; index++) {
            Tcl_ListObjAppendElement(interp, list, Tcl_NewStringObj(name, -1));
            free(name);
        }
        mirage_leave();
        Tcl_SetObjResult(interp, list);
    } else if (strcmp(verb, "counts") == 0) {
        Tcl_SetObjResult(interp, Tcl_ObjPrintf("%ld %ld", mirage_opened, mirage_passed_on));
    } else if (strcmp(verb, "failure") == 0) {
        char *text = mirage_failure();
        Tcl_SetObjResult(interp, Tcl_NewStringObj(text ? text : "", -1));
        free(text);
    } else {
        Tcl_SetResult(interp, "mirage suspend | resume | names | counts | failure", TCL_STATIC);
        return TCL_ERROR;
    }
    return TCL_OK;
}

// Instead of SQLite's crash VFS, for a child process that shall lose the disk's power:
//   sqlite3_crash_enable ...                     nothing
//   sqlite3_crashparams [options] DELAY FILE     when
static int crash_enable(ClientData data, Tcl_Interp *interp, int count, Tcl_Obj *const words[]) {
    (void)data, (void)interp, (void)count, (void)words;
    return mirage_cut_at("", 0) == SQLITE_OK ? TCL_OK : TCL_ERROR;
}

static int crash_parameters(ClientData data, Tcl_Interp *interp, int count, Tcl_Obj *const words[]) {
    int delay;
    (void)data;
    if (count < 3 || Tcl_GetIntFromObj(interp, words[count - 2], &delay) != TCL_OK) return TCL_ERROR;
    const char *path = Tcl_GetString(words[count - 1]), *slash = strrchr(path, '/');
    return mirage_cut_at(slash ? slash + 1 : path, delay) == SQLITE_OK ? TCL_OK : TCL_ERROR;
}

static int load_extensions(ClientData data, Tcl_Interp *interp, int count, Tcl_Obj *const words[]);

static void prepare(Tcl_Interp *interp) {
    const char *prelude = getenv("MIRAGE_PRELUDE"), *cut = getenv("MIRAGE_CUT");
    if (cut && *cut == '1' && getenv("MIRAGE_CHILD")) {
        Tcl_CreateObjCommand(interp, "sqlite3_crash_enable", crash_enable, NULL, NULL);
        Tcl_CreateObjCommand(interp, "sqlite3_crashparams", crash_parameters, NULL, NULL);
    }
    Tcl_CreateObjCommand(interp, "mirage", command, NULL, NULL);
    Tcl_CreateObjCommand(interp, "load_testfixture_extensions", load_extensions, NULL, NULL);
    if (prelude && Tcl_EvalFile(interp, prelude) != TCL_OK) {
        fprintf(stderr, "%s: %s\n", prelude, Tcl_GetVar(interp, "errorInfo", TCL_GLOBAL_ONLY));
        exit(3);
    }
}

// What SQLite's command of this name does for an interpreter of its own for each test file, and what we add.
static int load_extensions(ClientData data, Tcl_Interp *interp, int count, Tcl_Obj *const words[]) {
    (void)data;
    Tcl_Interp *child = count == 2 ? Tcl_GetSlave(interp, Tcl_GetString(words[1])) : NULL;
    if (child == NULL) return TCL_ERROR;
    sqlite3TestInit(child);
    prepare(child);
    return TCL_OK;
}

// Instead of sqlite3TestInit when the program starts (TCLSH_INIT_PROC).
const char *mirage_test_init(Tcl_Interp *interp) {
    const char *script = sqlite3TestInit(interp), *mode = getenv("MIRAGE_VFS");
    sqlite3_initialize();
    if (mode && strcmp(mode, "unix") != 0) {
        mirage_show_files();
    }
    prepare(interp);
    return script;
}
