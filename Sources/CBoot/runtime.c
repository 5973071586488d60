// SPDX-License-Identifier: MIT
// What Swift's precompiled libraries expect of a C library: output for their last words, time, and the few helpers
// that C++ code in the concurrency runtime was linked against. Each ends in a function of Guest.
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

extern void mirage_write(const char *bytes, size_t count);
extern uint64_t mirage_clock(int clock);
extern void mirage_sleep(uint64_t nanoseconds);
extern _Noreturn void mirage_panic(const char *reason);

extern size_t strlen(const char *text);

// MARK: Output

int putchar(int character) {
    char byte = (char)character;
    mirage_write(&byte, 1);
    return character;
}

int puts(const char *text) {
    mirage_write(text, strlen(text));
    mirage_write("\n", 1);
    return 0;
}

void *stderr;

int fputs(const char *text, void *file) {
    (void)file;
    mirage_write(text, strlen(text));
    return 0;
}

int fflush(void *file) {
    (void)file;
    return 0;
}

// Writes a number so that it ends before `end`, and returns where it begins.
static char *write_number(char *end, uint64_t value, unsigned base) {
    do *--end = "0123456789abcdef"[value % base];
    while (value /= base);
    return end;
}

// What a conversion stands for, as text that ends before `end` or is an argument itself.
static const char *convert(char kind, int is_long, va_list *arguments, char *end) {
    if (kind == 's') return va_arg(*arguments, const char *);
    if (kind != 'd' && kind != 'u' && kind != 'x' && kind != 'p') {
        *--end = kind;
        return end;
    }
    if (kind == 'p') is_long = 1;
    int64_t value = is_long ? va_arg(*arguments, int64_t) : va_arg(*arguments, int);
    if (kind == 'd' && value < 0) {
        end = write_number(end, -(uint64_t)value, 10);
        *--end = '-';
        return end;
    }
    return write_number(end, is_long ? (uint64_t)value : (unsigned)value, kind == 'x' || kind == 'p' ? 16 : 10);
}

// The runtime's messages use %s, %d, %u, %x, %p and %zu, and nothing else (Error.cpp, Actor.cpp, TaskGroup.cpp).
int vsnprintf(char *bytes, size_t size, const char *format, va_list arguments) {
    va_list rest;
    va_copy(rest, arguments);
    size_t count = 0;
    for (; *format; format++) {
        char piece[24];  // room for a sign, twenty digits and the zero
        char *end = piece + sizeof piece - 1;
        *end = 0;
        const char *text = end - 1;
        end[-1] = *format;
        if (*format == '%') {
            int is_long = 0;
            while (*++format == 'l' || *format == 'z') is_long = 1;
            if (!*format) break;
            text = convert(*format, is_long, &rest, end);
        }
        for (; *text; text++, count++)
            if (count + 1 < size) bytes[count] = *text;
    }
    va_end(rest);
    if (size > 0) bytes[count < size ? count : size - 1] = 0;
    return (int)count;
}

int vprintf(const char *format, va_list arguments) {
    char text[256];
    int count = vsnprintf(text, sizeof text, format, arguments);
    mirage_write(text, strlen(text));
    return count;
}

// MARK: Time

struct timespec {
    int64_t seconds, nanoseconds;
};

int clock_gettime(int clock, struct timespec *time) {
    uint64_t now = mirage_clock(clock);
    *time = (struct timespec){(int64_t)(now / 1000000000), (int64_t)(now % 1000000000)};
    return 0;
}

int clock_getres(int clock, struct timespec *resolution) {
    (void)clock;
    *resolution = (struct timespec){0, 1};
    return 0;
}

int nanosleep(const struct timespec *time, struct timespec *rest) {
    (void)rest;
    mirage_sleep((uint64_t)time->seconds * 1000000000 + (uint64_t)time->nanoseconds);
    return 0;
}

// MARK: C and C++

// Swift's Dictionary asks for the next whole number of small positive ones when it chooses its size.
double ceil(double value) {
    const double exact_beyond = 4503599627370496.0;  // 2^52: from here on every double is whole
    if (!(value < exact_beyond && value > -exact_beyond)) return value;
    const double whole = (double)(int64_t)value;
    return whole < value ? whole + 1 : whole;
}

_Noreturn void abort(void) { mirage_panic("abort"); }

int *__errno_location(void) {
    static int error;
    return &error;
}

_Noreturn void __cxa_pure_virtual(void) { mirage_panic("a pure virtual function was called"); }

_Noreturn void _ZSt20__throw_length_errorPKc(const char *what) { mirage_panic(what); }

// The concurrency runtime keeps a std::set of the task-local keys it has seen while it copies them into a new task
// (TaskLocal.cpp): a handful of entries, gone when the copy is done. So the tree is kept in order, and not balanced.
enum { red, black };

struct node {
    int colour;  // red for the header alone, which is how a step back from the end is told from one from the root
    struct node *parent, *left, *right;
};

void _ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_(_Bool is_left, struct node *node,
                                                                        struct node *parent, struct node *header) {
    // The header's parent is the root, its left the first node in order and its right the last.
    *node = (struct node){.colour = black, .parent = parent};
    if (is_left) {
        parent->left = node;  // for an empty tree, parent is the header, and this sets the first node
        if (parent == header) {
            header->parent = node;
            header->right = node;
        } else if (parent == header->left) {
            header->left = node;
        }
    } else {
        parent->right = node;
        if (parent == header->right) header->right = node;
    }
}

struct node *_ZSt18_Rb_tree_decrementPSt18_Rb_tree_node_base(struct node *node) {
    if (node->colour == red && node->parent->parent == node) return node->right;
    if (node->left) {
        node = node->left;
        while (node->right) node = node->right;
        return node;
    }
    struct node *parent = node->parent;
    while (node == parent->left) {
        node = parent;
        parent = parent->parent;
    }
    return parent;
}
