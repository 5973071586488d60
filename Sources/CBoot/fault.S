// SPDX-License-Identifier: MIT
// The first instructions of a fault. Each vector pushes its number (and a zero where the processor pushes no error
// code), saves the registers in the order of struct mirage_fault_frame, and calls Swift, which reports and never
// returns. They run on a stack of their own (Intel SDM 6.14.5), since the fault may be that there was no stack left.

    .section .text.fault, "ax", @progbits

    // Vectors 8, 10 to 14, 17, 21, 29 and 30 come with an error code (Intel SDM 6.13, AMD APM 8.2).
    .macro vector number
    .balign 16
    .if (\number == 8) || ((\number >= 10) && (\number <= 14)) || (\number == 17) || (\number == 21) || (\number == 29) || (\number == 30)
    .else
    pushq $0
    .endif
    pushq $\number
    jmp save
    .endm

    .balign 16
    .globl __mirage_fault_vectors
__mirage_fault_vectors:
    .irp number, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
    vector \number
    .endr

save:
    pushq %r15
    pushq %r14
    pushq %r13
    pushq %r12
    pushq %r11
    pushq %r10
    pushq %r9
    pushq %r8
    pushq %rbp
    pushq %rdi
    pushq %rsi
    pushq %rdx
    pushq %rcx
    pushq %rbx
    pushq %rax
    movq %cr2, %rax
    pushq %rax
    cld
    movq %rsp, %rdi
    xorl %ebp, %ebp
    andq $-16, %rsp
    call mirage_fault
    ud2

    .section .note.GNU-stack, "", @progbits
