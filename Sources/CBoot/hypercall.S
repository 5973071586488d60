// SPDX-License-Identifier: MIT
// A hypercall, inline: number in rax, arguments in rdi, rsi, rdx and r10 (xen/arch-x86/xen-x86_64.h). Intel's
// instruction is VMCALL, AMD's VMMCALL; Swift says at boot which it is. There is no hypercall page, because it
// would undo what the processor does against speculation (XSA-466).

    .section .text.mirage_hypercall, "ax", @progbits
    .globl mirage_hypercall
    .type mirage_hypercall, @function
mirage_hypercall:                       // rdi: number, rsi, rdx, rcx, r8: arguments
    movq %rdi, %rax
    movq %rsi, %rdi
    movq %rdx, %rsi
    movq %rcx, %rdx
    movq %r8, %r10
    cmpb $0, mirage_uses_vmmcall(%rip)
    je 1f
    vmmcall
    ret
1:  vmcall
    ret
    .size mirage_hypercall, . - mirage_hypercall

    .section .bss.mirage_uses_vmmcall, "aw", @nobits
    .globl mirage_uses_vmmcall
mirage_uses_vmmcall: .skip 1

    .section .note.GNU-stack, "", @progbits
