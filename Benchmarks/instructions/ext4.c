// What SQL costs in instructions on SQLite's unix VFS, the system's share included: runs the lines of a script
// (Benchmarks/transactions.sh) and prints, for what stands between two marks, their words, the sum of the time stamp
// counter's steps, and those of the cheapest and of the dearest statement. It needs an emulator whose counter counts
// instructions; the first line tells how many the counter saw in a round of a loop of two.
//
// Usage: ext4 DATABASE SCRIPT
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static const char mark_begin[] = ".shell mark begin ", mark_end[] = ".shell mark end ";
static char text[1 << 20];

static uint64_t counter(void) {
    uint32_t low, high;
    __asm__ volatile("lfence; rdtsc" : "=a"(low), "=d"(high)::"memory");
    return (uint64_t)high << 32 | low;
}

static void fail(const char *what, const char *why) {
    fprintf(stderr, "%s: %s\n", what, why);
    exit(1);
}

static int starts(const char *line, const char *with) { return strncmp(line, with, strlen(with)) == 0; }

int main(int count, char **arguments) {
    if (count != 3) fail("usage", "ext4 DATABASE SCRIPT");
    uint64_t rounds = 1000000, start = counter();
    __asm__ volatile("1: dec %0; jnz 1b" : "+r"(rounds)::"cc");
    printf("loop\t%llu\n", (unsigned long long)((counter() - start) / 1000000));

    FILE *script = fopen(arguments[2], "r");
    if (!script) fail(arguments[2], "cannot be opened");
    text[fread(text, 1, sizeof text - 1, script)] = 0;
    // No page of this program is to come from a file, or to be made, while something is counted.
    if (mlockall(MCL_CURRENT) != 0) perror("mlockall");
    sqlite3 *database;
    if (sqlite3_open(arguments[1], &database) != SQLITE_OK) fail(arguments[1], sqlite3_errmsg(database));

    uint64_t sum = 0, least = 0, most = 0;
    for (char *line = text; *line;) {
        // A statement ends with its line.
        char *end = strchr(line, '\n');
        while (*line != '.' && end[-1] != ';') end = strchr(end + 1, '\n');
        *end = 0;
        if (starts(line, mark_begin)) {
            sum = most = 0, least = UINT64_MAX;
        } else if (starts(line, mark_end)) {
            printf("%s\t%llu\t%llu\t%llu\n", line + strlen(mark_end), (unsigned long long)sum,
                   (unsigned long long)least, (unsigned long long)most);
        } else if (*line != '.') {
            start = counter();
            int code = sqlite3_exec(database, line, 0, 0, 0);
            uint64_t steps = counter() - start;
            if (code != SQLITE_OK) fail(line, sqlite3_errmsg(database));
            sum += steps;
            if (steps < least) least = steps;
            if (steps > most) most = steps;
        }
        line = end + 1;
    }
    return sqlite3_close(database) == SQLITE_OK ? 0 : 1;
}
