# shellcheck shell=bash disable=SC2154,SC2034 # the tools that source this share their variables
# Sourced by the tools: the emulated machine that Xen runs on.

# Plain emulation, no KVM. PVH guests need svm and npt. rdrand is not for safety: without a source of
# randomness xl waits seconds for the kernel to have gathered some. One processor: with two, each spins for the
# other whenever the host runs only one of them, and on a busy host a run takes four times as long.
machine=(-accel tcg -cpu "qemu64,+svm,+npt,+rdrand" -smp 1 -nodefaults -vga none
    -display none -no-reboot)
# Behind that: one instruction is one nanosecond of the machine, and its counter counts nanoseconds. A string instruction
# is counted once for each of its steps, so the processor has no fast ones, for which Linux would choose steps of a byte.
# The seed is that of rdrand: a run is like any other.
counting_machine=(-cpu "max,-erms,-fsrm" -icount shift=0 -seed 1)
xen_options="console=com1 com1=115200,8n1 loglvl=warning guest_loglvl=all edid=no bootscrub=0 spec-ctrl=no"
# The kernel trusts itself here: self-tests and mitigations cost seconds in emulation.
linux_options="console=hvc0 rdinit=/init panic=1 random.trust_cpu=on mitigations=off cryptomgr.notests"

need_machine() {
    need qemu-system-x86_64 qemu-system-x86
    need cpio cpio
    "$lab/assemble"
}

# Stages a run: $1/input becomes the part of dom0's root that came for this run. QEMU is started in $1, so that
# no path with a comma or a space in it has to get through its option syntax.
begin_input() { # work folder
    local root=$1/input
    rm -rf "$1"
    mkdir -p "$root/lab/guests" "$root/lab/groups" "$root/etc/xen/scripts"
    cp "$lab"/dom0/* "$root/lab"
    mv "$root/lab/init" "$root/init"
    mv "$root/lab/block" "$root/etc/xen/scripts/block"
    chmod +x "$root/init" "$root/etc/xen/scripts/block" "$root"/lab/run-* "$root/lab/watch-domains"
    ln -s "$parts/xen.elf" "$parts/vmlinux" "$1"
}

end_input() { # work folder, more archives: Linux takes archives one after the other as one root
    (cd "$1/input" && find . -print0 | cpio --null --create --format=newc --owner=0:0 --quiet) > "$1/input.cpio"
    cat "$parts/base.cpio" "${@:2}" "$1/input.cpio" > "$1/root.cpio"
    rm -r "$1/input" "$1/input.cpio"
}

# $1: megabytes of dom0, $2: megabytes of all guests that run at a time, $3: path of the shared folder from the
# work folder, $4: more options for Linux. Sets `command`, to be run in the work folder.
lab_command() {
    command=(qemu-system-x86_64 "${machine[@]}" -m $(($1 + $2 + 160)) -kernel xen.elf
        -append "$xen_options dom0_mem=$1M,max:$1M"
        -initrd "vmlinux $linux_options $4,root.cpio"
        -virtfs "local,path=$3,mount_tag=lab,security_model=none")
}
