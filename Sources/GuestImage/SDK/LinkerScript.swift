// SPDX-License-Identifier: MIT
// The memory layout of an image. Code, constants and data start on separate pages, since protection
// is per page. The guest reads the addresses as `__mirage_…` (CBoot.h).

enum LinkerScript {
    /// The script for ld.lld.
    static let text = """
        ENTRY(mirage_start32)
        PHDRS { text PT_LOAD FLAGS(5); constants PT_LOAD FLAGS(4); data PT_LOAD FLAGS(6); note PT_NOTE FLAGS(4); }
        SECTIONS
        {
            . = 0x100000;
            __mirage_image_start = .;
            .note.Xen : { KEEP(*(.note.Xen)) } :text :note
            .text : { *(.text.boot) *(.text.fault) *(.text .text.*) } :text
            . = ALIGN(4096);
            __mirage_text_end = .;
            .rodata : { *(.rodata .rodata.*) } :constants
            . = ALIGN(4096);
            __mirage_constants_end = .;
            .data : {
                *(.data .data.* .tdata .tdata.*)
                *(.data.rel.ro .data.rel.ro.*)
                *(.got .got.plt)
                *(.init_array .init_array.*)
            } :data
            .bss (NOLOAD) : {
                *(.bss.boot)
                *(.bss .bss.* .tbss .tbss.* COMMON)
                . = ALIGN(4096);
                __mirage_stack_guard = .;
                . += 4096;
                __mirage_stack_bottom = .;
                . += 64K;
                __mirage_stack_top = .;
                __mirage_fault_stack_guard = .;
                . += 4096;
                __mirage_fault_stack_bottom = .;
                . += 8K;
                __mirage_fault_stack_top = .;
            } :data
            __mirage_image_end = .;
            /DISCARD/ : {
                *(.swift_*) *(swift5_*) *(.swift1_autolink_entries)
                *(.eh_frame*) *(.comment) *(.note.GNU-stack) *(.note.gnu*) *(.llvm*)
            }
        }

        """
}
