// SQLite's speedtest1, which is compiled here, and the little that it asks of a C library and a guest has not: text goes
// to the console, formatted by SQLite's own printf, files cannot be opened, and its end is the guest's.
#include <stdarg.h>

#include "library.h"
#include "sqlite3.h"

void mirage_write(const unsigned char *bytes, size_t count);
_Noreturn void mirage_panic(const char *reason);

int vfprintf(FILE *file, const char *format, va_list arguments) {
    (void)file;
    char *text = sqlite3_vmprintf(format, arguments);
    if (text == NULL) mirage_panic("no memory for a text");
    mirage_write((const unsigned char *)text, strlen(text));
    sqlite3_free(text);
    return 0;
}

int fprintf(FILE *file, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(file, format, arguments);
    va_end(arguments);
    return 0;
}

int printf(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stdout, format, arguments);
    va_end(arguments);
    return 0;
}

size_t fwrite(const void *bytes, size_t size, size_t count, FILE *file) {
    (void)file;
    mirage_write(bytes, size * count);
    return count;
}

void exit(int status) { mirage_panic(status ? "speedtest1 failed" : "speedtest1 ended early"); }

// What it says of a process on Linux is left out.
#undef __linux__
#undef SQLITE_OMIT_DEPRECATED
#define SQLITE_OMIT_DEPRECATED // the guests' SQLite is built so
#define main speedtest1_main
#pragma clang diagnostic ignored "-Weverything"
#include "speedtest1.c"
