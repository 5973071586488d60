// SPDX-License-Identifier: MIT
// The memory functions that compilers call on their own. String instructions do the work: on processors with fast
// strings they are as good as any loop, and they are small. Pages go by words, an eighth of the steps for a processor
// without fast strings, and for an emulated one. These must be C, since a compiler may turn a loop that copies into a
// call of the very function it is in.
#include <stddef.h>
#include <stdint.h>

// Bytes from which on words are worth a second string instruction for what is left.
enum { many = 128 };

// Forwards, whole words first: also right for memory that overlaps when it moves down.
void *memcpy(void *restrict to, const void *restrict from, size_t count) {
    void *result = to;
    if (count >= many) {
        size_t words = count / 8;
        count %= 8;
        __asm__ volatile("rep movsq" : "+D"(to), "+S"(from), "+c"(words)::"memory");
        if (count == 0) return result;
    }
    __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(count)::"memory");
    return result;
}

void *memmove(void *to, const void *from, size_t count) {
    if ((uintptr_t)to - (uintptr_t)from >= count) return memcpy(to, from, count);
    void *last = (char *)to + count - 1;
    const void *source = (const char *)from + count - 1;
    __asm__ volatile("std; rep movsb; cld" : "+D"(last), "+S"(source), "+c"(count)::"memory");
    return to;
}

void *memset(void *to, int byte, size_t count) {
    void *result = to;
    if (count >= many) {
        size_t words = count / 8;
        uint64_t word = 0x0101010101010101 * (uint8_t)byte;
        count %= 8;
        __asm__ volatile("rep stosq" : "+D"(to), "+c"(words) : "a"(word) : "memory");
        if (count == 0) return result;
    }
    __asm__ volatile("rep stosb" : "+D"(to), "+c"(count) : "a"(byte) : "memory");
    return result;
}

int memcmp(const void *first, const void *second, size_t count) {
    const unsigned char *one = first, *other = second;
    for (; count > 0; count--, one++, other++)
        if (*one != *other) return *one - *other;
    return 0;
}

size_t strlen(const char *text) {
    const char *end = text;
    while (*end) end++;
    return (size_t)(end - text);
}

char *strncpy(char *restrict to, const char *restrict from, size_t count) {
    size_t index = 0;
    for (; index < count && from[index]; index++) to[index] = from[index];
    for (; index < count; index++) to[index] = 0;
    return to;
}
