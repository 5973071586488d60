# shellcheck shell=bash disable=SC2154,SC2034 # the tools that source this share their variables
# Sourced by assemble: makes the hypervisor, the dom0 kernel and dom0's root out of the unpacked packages.
# The root holds programs only. What dom0 does with them is in dom0/ and joins at each run.

dom0_modules=(xen-evtchn xen-privcmd xenfs xen-gntdev xen-gntalloc xen-blkback xen-netback
    loop brd null_blk virtio_pci 9pnet_virtio 9p)
# Those of crc32c are not linked to ext4 but asked for by name.
storage_modules=(dm-log-writes crc32c_generic crc32c-intel ext4)

make_kernels() { # unpacked packages, parts
    zcat "$1"/boot/xen-4.17-amd64.gz > "$2/xen.elf"
    unpack_kernel "$1"/boot/vmlinuz-* "$2/vmlinux"
}

# Xen would unpack the kernel itself, but that takes four seconds in emulation, at every run. Fields of the
# setup header: Documentation/x86/boot.rst of Linux.
unpack_kernel() { # vmlinuz, vmlinux
    local setup_sectors payload_offset payload_length
    setup_sectors=$(header_field "$1" 0x1f1 1)
    payload_offset=$(header_field "$1" 0x248 4)
    payload_length=$(header_field "$1" 0x24c 4)
    # The payload ends with its unpacked length, which is not part of the stream. Here, tail and head may
    # see a closed pipe; whether all went well shows in the result.
    (set +o pipefail
        tail -c +$(((setup_sectors + 1) * 512 + payload_offset + 1)) "$1" | head -c "$payload_length" |
            xz --decompress --single-stream --stdout) > "$2" || true
    [ "$(head -c 4 "$2")" = $'\x7fELF' ] || trouble "cannot unpack the kernel $1: not an ELF file in xz"
}

header_field() { # file, offset, length: a little-endian number
    od -An -t "u$3" -j $(($2)) -N "$3" "$1" | tr -d ' '
}

make_root() { # unpacked packages, root
    local unpacked=$1 root=$2 xen=$1/usr/lib/xen-4.17
    mkdir -p "$root"/{bin,dev,etc/xen/scripts,lib64,mods,out,proc,run,sys,tmp,usr/bin,usr/lib/xen-4.17/bin} \
        "$root"/var/{lib/xen,lib/xenstored,lock,log/xen}
    ln -s ../run "$root/var/run"
    cp "$unpacked/bin/busybox" "$root/bin"
    "$root/bin/busybox" --list | grep -vx busybox | while read -r applet; do
        ln -s busybox "$root/bin/$applet"
    done
    cp "$xen"/bin/{xenstored,xenconsoled,xenconsole,xen-init-dom0,libxl-save-helper} "$root/usr/lib/xen-4.17/bin"
    cp "$xen"/bin/{xl,xen-diag} "$root/usr/bin"
    cp -L "$unpacked"/usr/bin/xenstore{,-chmod,-exists,-list,-ls,-read,-rm,-watch,-write} "$root/usr/bin"
    # dom0's memory is fixed, so there is none to take from it for a guest.
    echo 'autoballoon="off"' > "$root/etc/xen/xl.conf"
    copy_libraries "$unpacked" "$root"
    copy_modules "$unpacked" "$root/mods" "${dom0_modules[@]}"
}

# What only some runs need, so that the others have less to unpack: dmsetup with dm-log-writes for disks whose writes
# are recorded, and SQLite's shell with ext4 to compare with. It comes behind the other root.
make_storage_root() { # unpacked packages, root
    mkdir -p "$2"/{lib64,mods,usr/bin}
    cp "$1"/sbin/dmsetup "$1"/usr/bin/sqlite3 "$2/usr/bin"
    copy_libraries "$1" "$2"
    copy_modules "$1" "$2/mods" "${storage_modules[@]}"
}

# The loader of the packages finds the libraries, and only in the packages.
copy_libraries() { # unpacked packages, root
    local unpacked=$1 root=$2 path loader library listing
    path=$unpacked/usr/lib/x86_64-linux-gnu:$unpacked/lib/x86_64-linux-gnu
    path+=:$unpacked/usr/lib/xen-4.17/lib/x86_64-linux-gnu
    loader=$unpacked/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2
    cp -L "$loader" "$root/lib64"
    mkdir -p "$root/lib/x86_64-linux-gnu"
    # Not linked but loaded by pthread_cancel, without which xl aborts.
    cp -L "$unpacked/lib/x86_64-linux-gnu/libgcc_s.so.1" "$root/lib/x86_64-linux-gnu"
    for binary in "$root"/usr/bin/* "$root"/usr/lib/xen-4.17/bin/*; do
        [ -f "$binary" ] && [ "$(head -c 4 "$binary")" = $'\x7fELF' ] || continue
        listing=$(env -u LD_PRELOAD "$loader" --inhibit-cache --library-path "$path" --list "$binary") ||
            trouble "cannot find the libraries of $(basename "$binary")"
        while read -r library; do
            cp -L "$library" "$root/lib/x86_64-linux-gnu"
        done < <(sed -nE "s/.* => (\/.*) \(0x[0-9a-f]+\)$/\1/p" <<< "$listing" | grep -v ld-linux)
    done
}

# Beside each module NAME.ko stands NAME.load: the modules to insert for it, in order.
copy_modules() { # unpacked packages, folder, modules
    local module
    for module in "${@:3}"; do
        with_dependencies "$1/lib/modules" "$module" | awk '!seen[$0]++' > "$2/$module.load"
        while read -r needed; do
            cp "$(module_file "$1/lib/modules" "$needed")" "$2/$needed.ko"
        done < "$2/$module.load"
    done
}

with_dependencies() { # folder, module
    local file name
    file=$(module_file "$1" "$2")
    [ -n "$file" ] || trouble "the Debian kernel has no module $2"
    for name in $(grep -azo 'depends=[a-zA-Z0-9_,-]*' "$file" | tr -d '\0' | sed 's/^depends=//; s/,/ /g'); do
        with_dependencies "$1" "$name"
    done
    echo "$2"
}

module_file() { # folder, module: file names have either of - and _
    find "$1" -name "${2//[-_]/[-_]}.ko" | head -n 1
}
