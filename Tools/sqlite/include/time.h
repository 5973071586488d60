// SPDX-License-Identifier: MIT
// Without date functions, SQLite asks these for CURRENT_TIMESTAMP, and takes NULL for an answer.
#pragma once
#include <stddef.h>
typedef long time_t;
struct tm {
    int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst;
};

static inline struct tm *gmtime(const time_t *time) {
    (void)time;
    return NULL;
}

static inline size_t strftime(char *text, size_t size, const char *format, const struct tm *time) {
    (void)text, (void)size, (void)format, (void)time;
    return 0;
}
