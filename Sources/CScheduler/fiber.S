// SPDX-License-Identifier: MIT
// The switch between two stacks. A call saves what the System V x86-64 ABI (3.2.1) has a callee keep: rbx, rbp,
// r12 to r15, and the control words of SSE and x87. All else is the caller's to save, and it has.

#if defined(__x86_64__)
    .text
    .globl mirage_fiber_switch
    .type mirage_fiber_switch, @function
    .p2align 4
mirage_fiber_switch:                    // rdi: where to save the stack pointer, rsi: the one to go on with
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    subq $8, %rsp
    stmxcsr (%rsp)
    fnstcw 4(%rsp)
    movq %rsp, (%rdi)
    movq %rsi, %rsp
    ldmxcsr (%rsp)
    fldcw 4(%rsp)
    addq $8, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
    .size mirage_fiber_switch, . - mirage_fiber_switch

    // A fiber's first instruction: `prepare` left the context in r12 and the function in r13. The frame pointer
    // is zero, so a backtrace ends here. The function returns the stack pointer to go on with for good; leaving
    // from here and not from inside it means that all it held has been released.
    .globl mirage_fiber_start
    .type mirage_fiber_start, @function
    .p2align 4
mirage_fiber_start:
    movq %r12, %rdi
    callq *%r13
    movq %rax, %rsi
    subq $16, %rsp
    movq %rsp, %rdi
    callq mirage_fiber_switch
    ud2
    .size mirage_fiber_start, . - mirage_fiber_start
#else
#error "fibers are written for x86-64"
#endif
    .section .note.GNU-stack, "", @progbits
