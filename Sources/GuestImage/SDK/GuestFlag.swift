// SPDX-License-Identifier: MIT
// Every flag for building a guest, with its reason. Documentation/Linking.md has the same list.
// SwiftPM's own flags come first on the command line (-Onone -g -enable-testing -num-threads in the
// debug configuration), so these override them.

import Foundation

/// Options for one of the tools that SwiftPM runs, and their reason.
public struct GuestFlag: Sendable {
    /// The tool, by its name in a toolset file (SE-0387).
    public enum Tool: String, Sendable {
        /// `swiftc`, `clang` and `lld`.
        case swiftCompiler, cCompiler, linker
    }

    /// The folders of the SDK and the toolchain.
    struct Places {
        let bundle: String
        let archives: String
    }

    /// The tool that gets the options.
    public let tool: Tool
    /// The options. `BUNDLE` stands for the SDK's folder, `ARCHIVES` for that of the embedded
    /// libraries.
    public let options: [String]
    /// Why they are needed.
    public let reason: String

    private init(_ tool: Tool, _ options: [String], _ reason: String) {
        self.tool = tool
        self.options = options
        self.reason = reason
    }

    func options(_ places: Places) -> [String] {
        options.map {
            $0.replacingOccurrences(of: "BUNDLE", with: places.bundle)
                .replacingOccurrences(of: "ARCHIVES", with: places.archives)
        }
    }

    /// All flags in command-line order.
    public static let all: [GuestFlag] = [
        GuestFlag(
            .swiftCompiler, ["-enable-experimental-feature", "Embedded"],
            "a guest has no runtime library: generics are specialised, metadata left out"),
        GuestFlag(
            .swiftCompiler, ["-enable-experimental-feature", "Extern"],
            "calls of C functions that no header declares"),
        GuestFlag(
            .swiftCompiler, ["-wmo"],
            "Embedded Swift is compiled a module at a time"),
        GuestFlag(
            .swiftCompiler, ["-Osize"],
            "the image is copied, checked and mapped whole at each boot"),
        GuestFlag(
            .swiftCompiler,
            [
                "-Xllvm", "-sil-inline-removed-call-benefit=0",
                "-Xllvm", "-sil-inline-trivial-function-threshold=6",
            ],
            "a call that is saved is no reason to copy a function: 6 % smaller with a store, 2 % smaller to 5 % larger"
                + " without"
        ),
        GuestFlag(
            .swiftCompiler, ["-Xfrontend", "-emit-bc", "-Xfrontend", "-lto=llvm-full"],
            "object files with LLVM's code, which the linker compiles as one: smaller by a quarter, for the compiler"
                + " puts all data of an object file into one section, and what a part of it refers to stays"
        ),
        GuestFlag(
            .swiftCompiler, ["-enforce-exclusivity=unchecked"],
            "Embedded Swift does not check exclusive access at run time, but pays for the calls that would"
        ),
        GuestFlag(
            .swiftCompiler, ["-I", "BUNDLE/overlay"],
            "the embedded modules under the guest's triple"),
        GuestFlag(
            .swiftCompiler, ["-Xfrontend", "-disable-stack-protector"],
            "the protector reads thread-local memory, which a guest has not set up"),
        GuestFlag(
            .swiftCompiler, ["-Xfrontend", "-function-sections"],
            "the linker drops what is not used a section at a time"),
        GuestFlag(
            .swiftCompiler, ["-Xcc", "-fno-stack-protector"],
            "the same for C in headers"),
        GuestFlag(
            .swiftCompiler,
            ["-use-ld=lld", "-Xclang-linker", "-nostdlib", "-Xclang-linker", "-static"],
            "linked by the toolchain's own linker, without a C library or a loader"),
        GuestFlag(
            .swiftCompiler, ["-Xclang-linker", "-Wno-unused-command-line-argument"],
            "the compiler always asks for a position-independent program, which a static one is not"
        ),
        GuestFlag(.cCompiler, ["-Os"], "as -Osize for Swift"),
        GuestFlag(
            .cCompiler, ["-ffreestanding", "-fno-builtin"],
            "there is no C library to call; a loop that copies must not become a call of the function it is in"
        ),
        GuestFlag(
            .cCompiler, ["-fno-stack-protector", "-fno-pic"],
            "as for Swift; code runs at the address it is linked for"),
        GuestFlag(
            .cCompiler, ["-ffunction-sections", "-fdata-sections"],
            "the linker drops what is not used a section at a time"),
        GuestFlag(
            .cCompiler, ["-fno-asynchronous-unwind-tables"],
            "backtraces follow frame pointers"),
        GuestFlag(.linker, ["--gc-sections"], "drops what nothing refers to"),
        GuestFlag(
            .linker, ["--icf=all"],
            "keeps one of functions with the same code, though two would have one address: nothing may"
                + " compare those"
        ),
        GuestFlag(
            .linker, ["-mllvm", "-enable-machine-outliner"],
            "code that several functions have becomes one that they call: 2 % smaller"),
        GuestFlag(
            .linker, ["-mllvm", "-inline-threshold=0"],
            "a call is smaller than what it calls: 1 to 2 % smaller, and 1 % slower where tasks switch"
        ),
        GuestFlag(
            .linker,
            [
                "-mllvm", "-enable-merge-functions", "-mllvm", "-enable-global-merge-func",
                "-mllvm", "-disable-lsr",
            ],
            "keeps one of functions whose code is the same before it is final, or differs in constants; loops keep one"
                + " counter: 0.3 % smaller"
        ),
        GuestFlag(.linker, ["-T", "BUNDLE/guest.ld"], "the layout of the image"),
        GuestFlag(
            .linker, ["-z", "norelro", "-z", "max-page-size=64", "-z", "common-page-size=64"],
            "segments are protected by the guest itself; in the file they need not be page-aligned"),
        GuestFlag(
            .linker, ["--build-id=none", "--no-eh-frame-hdr", "--no-demangle"],
            "notes and tables that nothing reads; one spelling of names in the map"),
        GuestFlag(
            .linker, ["-Map", "BUNDLE/\(GuestSDK.mapName)"],
            "which object file each byte came from"),
        GuestFlag(
            .linker, ["-LARCHIVES", "-lswift_Concurrency", "-lswiftUnicodeDataTables"],
            "tasks and actors; tables for comparing strings; both cost what is used of them"),
        GuestFlag(
            .linker, ["-LBUNDLE/lib", "-lsqlite3"],
            "SQLite, of the profile that was asked for; without one, an empty library"),
    ]
}
