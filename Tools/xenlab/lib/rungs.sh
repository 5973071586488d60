# shellcheck shell=bash disable=SC2154,SC2034 # the tools that source this share their variables
# Sourced by boot: the ways to boot an image, from quick to real. Each ends with the exit status of boot.

exit_as() { # how the image ended, in the words of a result file
    [ "$1" = poweroff ] || say "$(basename "$image"): $1"
    case $1 in
        poweroff) exit 0 ;;
        crash) exit 1 ;;
        reboot) exit 3 ;;
        timeout) exit 4 ;;
        *) exit 5 ;;
    esac
}

boot_xen() { # in the lab, as a run with one guest
    local folder=$scratch/run disk status=0
    mkdir "$folder"
    cp "$image" "$folder/image"
    {
        printf 'image=image\nmemory=%s\ntimeout=%s\nextra=%s\n' "${memory:-16}" "$seconds" "$extra"
        for disk in "${disks[@]}"; do echo "disk=$disk"; done
    } > "$folder/guest.guest"
    local output=$cache/boot/${image##*/}
    "$lab/run" --bare --out "$output" "$folder" 2> "$scratch/report" || status=$?
    if [ ! -e "$output/guest/result" ] || [ $status -gt 1 ]; then
        cat "$scratch/report" >&2
        exit 2
    fi
    say "logs in $output"
    exit_as "$(sed -n 's/^state=//p' "$output/guest/result")"
}

boot_qemu() {
    need qemu-system-x86_64 qemu-system-x86
    boot_without_xen -accel tcg -cpu qemu64
}

boot_kvm() {
    need qemu-system-x86_64 qemu-system-x86
    [ -e /dev/kvm ] || trouble "no /dev/kvm here: the processor's virtualisation is off or hidden; use --qemu"
    [ -r /dev/kvm ] && [ -w /dev/kvm ] || trouble "/dev/kvm is not ours to use: join its group" \
        "($(stat -c %G /dev/kvm)), or use --qemu"
    # Nested KVM does not always offer the register behind arch-capabilities.
    boot_without_xen -accel kvm -cpu host,-arch-capabilities
}

# The image ends the machine through QEMU's debug exit port: what it writes, times two plus one, is QEMU's status.
boot_without_xen() { # QEMU's options for the processor
    local status=0
    cp "$image" "$scratch/image"
    machine_command -M microvm "$@" -m "${memory:-128}" -nodefaults -vga none -display none -no-reboot \
        -kernel "$scratch/image" -append "$extra" -debugcon stdio \
        -device isa-debug-exit,iobase=0xf4,iosize=0x04
    start_machine
    watch_for_kvm_error
    wait "$machine_pid" || status=$?
    refuse_kvm_error # it may have come with the end
    show_errors
    case $status in
        33) exit_as poweroff ;;
        35) exit_as crash ;;
        37) exit_as reboot ;;
        124 | 137) exit_as timeout ;;
        0) say "the machine was reset without a word: a triple fault?" && exit_as crash ;;
        1) trouble "QEMU did not start; see its message above" ;;
        134 | 139) trouble "QEMU itself broke down with status $status; see its message above" ;;
        *) say "QEMU ended with status $status" && exit_as unknown ;;
    esac
}

# After an error inside KVM the machine stands still, as a rule.
watch_for_kvm_error() {
    while kill -0 "$machine_pid" 2> /dev/null; do
        refuse_kvm_error
        sleep 0.05
    done
}

# It is this machine's fault: a virtual one may leave instructions to KVM's emulator, which knows few of SSE, and no
# image of ours goes without them. QEMU's registers say nothing about that, so they are not shown.
refuse_kvm_error() {
    ! grep -q 'KVM internal error' "$scratch/errors" ||
        trouble "KVM on this machine cannot run the image: it failed to execute an instruction, as happens where KVM" \
            "is itself inside a virtual machine; use --qemu"
}

# Xen builds the image as a PVH dom0. Halting that does not end QEMU, so Xen's words are watched.
boot_dom0() {
    local line state='' fault='' status=0
    need_machine
    cp "$image" "$scratch/image"
    ln -s "$parts/xen.elf" "$scratch"
    cd "$scratch" || exit
    mkfifo console
    machine_command "${machine[@]}" -m $((${memory:-128} + 160)) -kernel xen.elf \
        -append "$xen_options dom0=pvh dom0-iommu=none dom0_mem=${memory:-128}M" \
        -initrd "image ${extra//,/,,}" -serial stdio
    start_machine console
    while [ -z "$state" ] && IFS= read -r line; do
        line=${line%$'\r'}
        case $line in
            *'Hardware Dom0 halted'*) state=poweroff ;;
            *'Hardware Dom0 crashed'*) state=crash ;;
            *'Hardware Dom0 shutdown'*) state=${fault:-reboot} ;;
            *'Triple fault'*) fault=crash ;; # for which Xen reboots
            '(XEN) '*) ;;
            *) printf '%s\n' "${line#(d0) }" ;; # written to port 0xE9, or with console_io
        esac
        printf '%s\n' "$line" >> xen.log
    done < console
    if [ -z "$state" ]; then
        wait "$machine_pid" || status=$?
        case $status in
            124 | 137) state=timeout ;;
            *) show_errors && tail -n 20 xen.log >&2
                trouble "Xen ended with QEMU's status $status; its last lines are above" ;;
        esac
    elif [ "$state" = crash ]; then
        grep -A 30 'Triple fault\|crashed on cpu\|[Pp]anic' xen.log >&2 || true
    fi
    exit_as "$state"
}

machine_command() { # QEMU's options: sets `command`, QEMU for as long as it may run
    command=(qemu-system-x86_64 "$@")
    if [ "$debugger" = yes ]; then
        command+=(-s -S)
        say "waiting for: gdb $image -ex 'target remote :1234'    (then: hbreak FUNCTION, continue)"
    else
        command=(timeout --foreground --kill-after=5 "$seconds" "${command[@]}")
    fi
}

start_machine() { # where its output goes, if not here; sets `machine_pid`
    touch "$scratch/errors"
    (
        [ $# -eq 0 ] || exec > "$1" # a pipe: waits here for its reader
        exec "${command[@]}" < /dev/null 2> "$scratch/errors"
    ) &
    machine_pid=$!
}

show_errors() { # QEMU's, but that we ended it is no news
    grep -v 'terminating on signal 15' "$scratch/errors" >&2 || true
}
