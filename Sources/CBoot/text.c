// SPDX-License-Identifier: MIT
// The functions on C strings that SQLite calls, besides those in memory.c.
#include <stddef.h>

int strcmp(const char *one, const char *other) {
    while (*one && *one == *other) one++, other++;
    return (unsigned char)*one - (unsigned char)*other;
}

int strncmp(const char *one, const char *other, size_t count) {
    for (; count > 0; count--, one++, other++) {
        if (*one != *other) return (unsigned char)*one - (unsigned char)*other;
        if (!*one) break;
    }
    return 0;
}

char *strchr(const char *text, int character) {
    for (; *text != (char)character; text++)
        if (!*text) return NULL;
    return (char *)text;
}

char *strrchr(const char *text, int character) {
    const char *last = NULL;
    do
        if (*text == (char)character) last = text;
    while (*text++);
    return (char *)last;
}

size_t strspn(const char *text, const char *accepted) {
    size_t count = 0;
    while (text[count] && strchr(accepted, text[count])) count++;
    return count;
}

size_t strcspn(const char *text, const char *refused) {
    size_t count = 0;
    while (text[count] && !strchr(refused, text[count])) count++;
    return count;
}
