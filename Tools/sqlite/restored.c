// SPDX-License-Identifier: MIT
// Appended to SQLite's sources: internal functions that are left out with a feature though other parts call them.
#ifdef SQLITE_OMIT_ATTACH
int sqlite3DbIsNamed(sqlite3 *database, int index, const char *name) {
    if (index == 0 && sqlite3StrICmp("main", name) == 0) return 1;
    return sqlite3StrICmp(database->aDb[index].zDbSName, name) == 0;
}
#endif

#ifdef SQLITE_OMIT_VACUUM
// A temporary file's pages are nowhere else.
void sqlite3PagerClearCache(Pager *pager) {
    if (!pager->tempFile) pager_reset(pager);
}
#endif
