// SPDX-License-Identifier: MIT
#include "CBoot.h"

// Filled in by the image tool after linking, when the image is to carry its symbols. In a section of its own, so that
// the compiler cannot take the zeros for the truth.
__attribute__((section(".data.mirage_symbol_table"), used)) volatile const struct mirage_symbol_table mirage_symbol_table = {0, 0};

extern int main(int argc, char **argv);

int mirage_call_main(void) {
    static char *arguments[] = {"guest", 0};
    return main(1, arguments);
}
