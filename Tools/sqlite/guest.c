// SPDX-License-Identifier: MIT
// What SQLite asks of an operating system when it starts, and a storage that nobody has brought: GuestRuntime defines
// the weak function, so that `import GuestRuntime` is all that a program needs.

int sqlite3_os_init(void);
int sqlite3_os_end(void);
void mirage_storage_install(void);
void mirage_sql_in(void);
void mirage_sql_or(void);
void mirage_sql_between(void);
void mirage_sql_wal(void);

// File systems are registered by GuestRuntime, before the first store is opened.
int sqlite3_os_init(void) { return 0; }

int sqlite3_os_end(void) { return 0; }

// Called once, before the first store is opened.
__attribute__((weak)) void mirage_storage_install(void) {}

// Called where a program asks for what the profile auto leaves out otherwise (CSQLite/shim.h). The image tool looks for
// these names in the linked program, and builds SQLite accordingly.
void mirage_sql_in(void) {}
void mirage_sql_or(void) {}
void mirage_sql_between(void) {}
void mirage_sql_wal(void) {}
