# What the project needs of the machine. Sourced by setup.sh and doctor.sh.
# shellcheck shell=bash disable=SC2034 # who sources this uses them

# libsqlite3-dev: the library the runtime is linked with, and its header.
# sqlite3: the shell that tests compare our answers with.
# git: SwiftPM fetches packages with it.
# libxen-dev: Xen's public headers, from which the kernel of the guests takes types and numbers.
# binutils: readelf, with which tests look at images.
# gcc: SQLite for guests, whose code by gcc is smaller than by the toolchain's clang.
# tcl: SQLite for guests is put together from its canonical sources by scripts in it.
# tcl-dev, zlib1g-dev: SQLite's own tests are a program with Tcl in it.
# qemu-system-x86, cpio, xz-utils: the lab, a real Xen in an emulator, on which guests are tested.
# e2fsprogs: mkfs.ext4, for the filesystem that I/O costs are compared with.
# jq: scripts read the module graph from the manifest with it.
# And shellcheck: lint reads scripts with it.
packages=(libsqlite3-dev sqlite3 git libxen-dev qemu-system-x86 cpio xz-utils binutils gcc tcl
    e2fsprogs jq shellcheck)

swift_version_minimum=6.3

is_installed() {
    dpkg-query --show --showformat='${Status}' "$1" 2> /dev/null | grep -q '^install ok installed$'
}
