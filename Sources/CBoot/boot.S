// SPDX-License-Identifier: MIT
// From the hypervisor's first instruction to Swift. Xen and QEMU start a PVH image so: 32-bit protected mode,
// paging off, flat segments, no stack, ebx = address of the start info (xen/arch-x86/hvm/start_info.h). Here the
// processor gets a stack, 2 MB identity pages for the first gigabyte, SSE (Swift uses it everywhere), no-execute
// and write-protect, and goes to 64 bits. The final page tables are Swift's work.

#define CR0_MP 0x2
#define CR0_EM 0x4
#define CR0_WP 0x10000
#define CR0_PG 0x80000000
#define CR4_PAE 0x20
#define CR4_OSFXSR 0x200
#define CR4_OSXMMEXCPT 0x400
#define MSR_EFER 0xc0000080
#define EFER_LME 0x100
#define EFER_NXE 0x800
#define PAGE_PRESENT_WRITABLE 0x3
#define PAGE_LARGE_PRESENT_WRITABLE 0x83

    // The note that makes an ELF file a PVH kernel (xen/elfnote.h, XEN_ELFNOTE_PHYS32_ENTRY).
    .section .note.Xen, "a", @note
    .balign 4
    .long 4, 4, 18
    .asciz "Xen"
    .long mirage_start32

    .section .text.boot, "ax", @progbits
    .code32
    .globl mirage_start32
mirage_start32:
    cld
    cli
    movl $__mirage_stack_top, %esp
    movl %ebx, %esi                     // the start info, until Swift takes it

    movl $mirage_page_directory, %edi   // 512 entries of 2 MB
    movl $PAGE_LARGE_PRESENT_WRITABLE, %eax
    xorl %ecx, %ecx
1:  movl %eax, (%edi,%ecx,8)
    addl $0x200000, %eax
    incl %ecx
    cmpl $512, %ecx
    jne 1b
    movl $mirage_page_directory + PAGE_PRESENT_WRITABLE, mirage_page_directory_pointers
    movl $mirage_page_directory_pointers + PAGE_PRESENT_WRITABLE, __mirage_page_map

    movl $(CR4_PAE | CR4_OSFXSR | CR4_OSXMMEXCPT), %eax
    movl %eax, %cr4
    movl $__mirage_page_map, %eax
    movl %eax, %cr3
    movl $MSR_EFER, %ecx
    rdmsr
    orl $(EFER_LME | EFER_NXE), %eax
    wrmsr
    movl %cr0, %eax
    andl $~CR0_EM, %eax
    orl $(CR0_PG | CR0_WP | CR0_MP), %eax
    movl %eax, %cr0
    lgdt mirage_boot_gdt_pointer
    ljmp $8, $start64

    .code64
start64:
    movw $16, %ax
    movw %ax, %ds
    movw %ax, %es
    movw %ax, %ss
    xorl %eax, %eax
    movw %ax, %fs
    movw %ax, %gs
    movq $__mirage_stack_top, %rsp
    movl %esi, %edi
    xorl %ebp, %ebp                     // a backtrace ends here
    call mirage_boot
    ud2

    // Null, 64-bit code, data; the segments that Swift loads later have the same selectors.
    .section .rodata.boot, "a", @progbits
    .balign 8
boot_gdt:
    .quad 0, 0x00af9b000000ffff, 0x00cf93000000ffff
mirage_boot_gdt_pointer:
    .word 23
    .long boot_gdt

    .section .bss.boot, "aw", @nobits
    .balign 4096
    .globl __mirage_page_map
__mirage_page_map: .skip 4096
mirage_page_directory_pointers: .skip 4096
mirage_page_directory: .skip 4096

    .section .note.GNU-stack, "", @progbits
