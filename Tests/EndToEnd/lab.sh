#!/usr/bin/env bash
# Goal: the lab reports correctly how each guest ended, what it printed, what backed its disks, and every failure.
# Method: run a small C guest, controlled by its command line, with all endings in one lab, two of them unexpected. Then
# boot it in every other way, and run the lab with missing or damaged parts.
source "$(dirname "$0")/common.sh"
tools=$root/Tools/xenlab
run=$scratch/run
mkdir "$run"

cat > "$scratch/guest.c" << 'C'
// A PVH image in 32-bit code without paging. Its command line says what it does, a letter each: c writes to the
// Xen console, x writes data/crash to xenstore, w waits and s spins for ever, a digit shuts down for that reason
// (SHUTDOWN_* of Xen's sched.h).
typedef unsigned int u32;

__asm__(".section .note.Xen, \"a\", @note; .long 4, 4, 18; .asciz \"Xen\"; .long start; .previous\n" // PHYS32_ENTRY
        ".globl start; start: movl $stack_end, %esp; pushl %ebx; call guest\n"
        ".bss; .skip 8192; stack_end: .text");

static int is_xen, is_intel;

static u32 hypercall(u32 number, u32 operation, const void *argument) {
    if (is_intel)
        __asm__ volatile("vmcall" : "+a"(number) : "b"(operation), "c"(argument) : "memory");
    else
        __asm__ volatile("vmmcall" : "+a"(number) : "b"(operation), "c"(argument) : "memory");
    return number;
}

static void out(unsigned short port, unsigned char byte) {
    __asm__ volatile("outb %0, %1" : : "a"(byte), "Nd"(port));
}

static void print(const char *text) {
    while (*text) out(0xE9, *text++);
}

static u32 parameter(u32 index) { // HVMOP_get_param
    struct { unsigned short domain, pad; u32 index; unsigned long long value; } get = {0x7FF0, 0, index, 0};
    return hypercall(34, 1, &get) == 0 ? get.value : 0;
}

// A ring in the page of the console or of xenstore; EVTCHNOP_send wakes the other side.
static void put(u32 page, u32 data, u32 size, u32 produced, const char *bytes, u32 count, u32 port) {
    volatile u32 *index = (volatile u32 *)(page + produced);
    for (u32 i = 0; i < count; i++) ((volatile char *)page)[data + ((*index + i) & (size - 1))] = bytes[i];
    __sync_synchronize();
    *index += count;
    hypercall(32, 4, &port);
}

static void write_console(void) { // io/console.h
    put(parameter(17) << 12, 1024, 2048, 3084, "on the console\n", 15, parameter(18));
}

static void write_crash(void) { // XS_WRITE of io/xs_wire.h; the answer says that it is there
    static const struct { u32 type, request, transaction, length; char body[18]; } write =
        {11, 1, 0, 17, "data/crash\0broken"};
    u32 page = parameter(1) << 12;
    put(page, 0, 1024, 2052, (const char *)&write, 33, parameter(2));
    while (*(volatile u32 *)(page + 2060) == 0) hypercall(29, 0, 0);
}

static u32 cpuid(u32 leaf) {
    u32 b, c, d;
    __asm__ volatile("cpuid" : "+a"(leaf), "=b"(b), "=c"(c), "=d"(d));
    return b;
}

void guest(const u32 *start_info) {
    const char *letters = (const char *)start_info[6];
    is_intel = cpuid(0) == 0x756E6547;
    is_xen = cpuid(0x40000000) == 0x566E6558;
    print("hello ");
    print(letters);
    print("\n");
    for (; *letters; letters++) {
        u32 reason = *letters - '0';
        if (*letters == 'c') write_console();
        else if (*letters == 'x') write_crash();
        else if (*letters == 's') for (;;) { }
        else if (*letters == 'w') for (;;) hypercall(29, 1, 0); // SCHEDOP_block
        else if (is_xen) hypercall(29, 2, &reason); // SCHEDOP_shutdown
        else out(0xF4, reason == 0 ? 0x10 : reason == 1 ? 0x12 : 0x11); // QEMU's isa-debug-exit
    }
    __builtin_trap(); // without an IDT: a triple fault
}
C
clang --target=i386-unknown-linux-gnu -Os -ffreestanding -fno-pic -fno-stack-protector -mno-sse -Wall -Wextra \
    -Werror -c "$scratch/guest.c" -o "$scratch/guest.o"
ld.lld -m elf_i386 -static -nostdlib --image-base=0x200000 -e start "$scratch/guest.o" -o "$run/guest.elf"

guest() { # name, lines
    printf '%s\n' "${@:2}" > "$run/$1.guest"
}

status_of() { # command: its exit status, its output goes to the log
    local status=0
    "$@" > "$scratch/log" 2>&1 < /dev/null || status=$?
    echo "$status"
}

result() { # guest, key
    sed -n "s#^$2=##p" "$run/out/$1/result"
}

# Ways to boot, from quick to real.
for ending in 0:0 3:1 1:3 s:4 '':1; do
    fact "without Xen, '${ending%:*}' is exit status ${ending#*:}" equal "${ending#*:}" \
        "$(status_of "$tools/boot" --qemu --timeout 2 --extra "${ending%:*}" "$run/guest.elf")"
done
# A stand-in for QEMU says what QEMU says where KVM is no good; it then stands still or ends.
if [ -r /dev/kvm ] && [ -w /dev/kvm ]; then
    mkdir "$scratch/kvm"
    for ending in 'exec sleep 60' 'exit 1'; do
        printf '%s\n' '#!/bin/sh' 'printf "KVM internal error. Suberror: 1\nemulation failure\nRAX=0 RBX=0\n" >&2' \
            "$ending" > "$scratch/kvm/qemu-system-x86_64"
        chmod +x "$scratch/kvm/qemu-system-x86_64"
        fact "KVM that fails, then '$ending', is exit status 2" equal 2 \
            "$(PATH=$scratch/kvm:$PATH status_of "$tools/boot" --kvm "$run/guest.elf")"
        fact "and is said in a sentence, without registers" equal "xenlab: error: KVM on this machine cannot run the\
 image: it failed to execute an instruction, as happens where KVM is itself inside a virtual machine; use --qemu" \
            "$(cat "$scratch/log")"
    done
else
    echo "skipped: what is said where KVM fails, as there is none"
fi
fact "as dom0, power off is exit status 0" equal 0 \
    "$(status_of "$tools/boot" --dom0 --extra 0 "$run/guest.elf")"
fact "as dom0, the image's output is shown" equal "hello 0" "$(grep hello "$scratch/log")"
fact "as dom0, a triple fault is a crash" equal 1 "$(status_of "$tools/boot" --dom0 "$run/guest.elf")"

# All endings in one lab.
cp "$scripts"/* "$run"
echo garbage > "$run/garbage.elf"
seq 10000 > "$run/content"
guest hello image=guest.elf extra=c0
guest crash image=guest.elf extra=x3 expect=crash
guest reboot image=guest.elf extra=1 expect=reboot
guest fault image=guest.elf expect=crash
guest spin image=guest.elf extra=s timeout=3
guest garbage image=garbage.elf expect=failed-to-create
guest disks image=guest.elf extra=w expect=running \
    'disk=xvda size=4 content=content keep' 'disk=xvdb size=2 type=ram readonly' \
    'disk=xvdc size=3 type=null cache_size=1' 'disk=xvdd size=2 type=recorded log=4 content=content keep' file=content
guest server image=guest.elf extra=w expect=running group=pair
guest client image=guest.elf extra=w expect=destroyed group=pair
guest boots image=guest.elf extra=w expect=script 'disk=xvda size=1'
guest complaint image=guest.elf extra=w expect=running
echo 'exit 7' > "$run/complaint.dom0"

fact "guests that do not end as expected make exit status 1" equal 1 "$(status_of "$tools/run" "$run")"
fact "just those two did not" equal "complaint spin" \
    "$(grep -l '^ok=no' "$run"/out/*/result | xargs -n1 dirname | xargs -n1 basename | xargs)"
for ending in hello:poweroff crash:crash reboot:reboot fault:crash spin:timeout garbage:failed-to-create \
    disks:running server:running client:destroyed complaint:running boots:script; do
    fact "${ending%:*} ended in ${ending#*:}" equal "${ending#*:}" "$(result "${ending%:*}" state)"
done
fact "the console is kept" equal "on the console" "$(cat "$run/out/hello/console.log")"
fact "early output is kept" equal "hello c0" "$(cat "$run/out/hello/hypervisor.log")"
fact "output is shown under the guest's name" grep -qx 'hello: on the console' "$scratch/log"
fact "early output is shown under the guest's name" grep -qx 'spin: hello s' "$scratch/log"
fact "what a guest says before a crash is kept" equal broken "$(result crash data/crash)"
fact "a triple fault is named" contains "$(result fault reason)" "triple fault"
fact "and where it happened" grep -q '^(XEN) RIP:' "$run/out/fault/hypervisor.log"
fact "a guest that spins was given its time" test "$(result spin seconds | cut -d . -f 1)" -ge 3
fact "the last words of a guest that failed are shown" grep -qx '    hello s' "$scratch/log"
fact "xl's complaint about a garbage image is the reason" contains "$(result garbage reason)" "Invalid kernel"
fact "disks have their kind and size" equal "connected w 4194304
connected r 2097152
connected w 3145728
connected w 2097152" "$(cat "$run/out/disks/dom0.log")"
fact "a disk has its content, and comes back" cmp -n "$(stat -c %s "$run/content")" \
    "$run/content" "$run/out/disks/xvda.img"
fact "a recorded disk has its content, too" cmp -n 4096 "$run/content" "$run/out/disks/xvdd.img"
fact "and what was written" equal recorded "$(dd if="$run/out/disks/xvdd.img" bs=4096 skip=1 count=1 status=none | head -n 1)"
fact "which is in its log, between the marks" equal "before recorded after" \
    "$(grep -aoE 'before|recorded|after' "$run/out/disks/xvdd.log" | xargs)"
fact "guests of a group know each other" equal "$(result server domid)" \
    "$(sort -u "$run/out/client/dom0.log")"
fact "a script can boot its guest again" test 2 -eq "$(sort -u "$run/out/boots/dom0.log" | wc -l)"
fact "what the backend counted is kept" equal "reads 0 writes 0 flushes 0 discards 0 sectors-read 0 sectors-written 0" \
    "$(result disks disk/xvda)"
fact "a script that fails is named" equal "dom0 script: exit status 7" "$(result complaint script)"

# The lab itself.
processes_in() { # folder: how many processes work there
    find /proc/[0-9]*/cwd -lname "$1/*" 2> /dev/null | wc -l
}

fact "a lab that does not come up is exit status 2" equal 2 \
    "$(status_of "$tools/run" --boot-time 3 --out "$scratch/late" "$run")"
fact "its last words are shown" grep -q '^(XEN) ' "$scratch/log"
fact "and what to check" grep -q 'was not up after 3 s.*--boot-time' "$scratch/log"
fact "no machine is left over" equal 0 "$(processes_in "$scratch/late")"

"$tools/run" --out "$scratch/stopped" "$run" > /dev/null 2>&1 &
runner=$!
until [ "$(processes_in "$scratch/stopped")" -gt 0 ]; do sleep 0.1; done
kill -TERM $runner
status=0
wait $runner || status=$?
fact "a run that is stopped says so" equal 130 "$status"
fact "and leaves no machine over" equal 0 "$(processes_in "$scratch/stopped")"

bash -c '"$@" & sleep 60' parent "$tools/run" --with-parent --out "$scratch/orphan" "$run" > /dev/null 2>&1 &
parent=$!
until [ "$(processes_in "$scratch/orphan")" -gt 0 ]; do sleep 0.1; done
kill -KILL $parent
wait $parent || true
for ((tenths = 0; tenths < 100; tenths++)); do
    [ "$(processes_in "$scratch/orphan")" -gt 0 ] || break
    sleep 0.1
done
fact "a run with its parent leaves no machine over when that ends" equal 0 "$(processes_in "$scratch/orphan")"

mkdir "$scratch/wrong"
printf 'image=lab.sh\nmemory=lots\n' > "$scratch/wrong/a.guest"
touch "$scratch/wrong/lab.sh"
fact "a wrong line is exit status 2" equal 2 "$(status_of "$tools/run" "$scratch/wrong")"
fact "a wrong line is located" grep -q "$scratch/wrong/a.guest:2: 'lots'" "$scratch/log"
printf 'image=lab.sh\ndisk=xvda size=1 type=recorded\n' > "$scratch/wrong/a.guest"
fact "a recorded disk needs a size for its log" equal 2 "$(status_of "$tools/run" "$scratch/wrong")"
fact "and that is said" grep -q "a.guest:2: disk xvda of type=recorded needs log=MEGABYTES" "$scratch/log"
mkdir "$scratch/linux" "$scratch/bin"
echo 'uname -s > /out/system; exit 3' > "$scratch/script"
fact "Linux runs alone, and ends as its script does" equal 3 "$(status_of "$tools/linux" "$scratch/linux" "$scratch/script")"
fact "its folder is shared" equal Linux "$(cat "$scratch/linux/system")"
for command in bash dirname; do ln -s "$(command -v $command)" "$scratch/bin"; done
fact "a missing QEMU is exit status 2" equal 2 \
    "$(PATH=$scratch/bin status_of "$(command -v bash)" "$tools/run" "$run" 2> /dev/null)"
fact "and is named" grep -q "qemu-system-x86_64' is missing.*make setup" "$scratch/log"

printf x >> "$root/.build/xenlab/parts/base.cpio"
fact "a damaged lab is put together again" equal 0 "$(status_of "$tools/assemble")"
fact "and that is said" grep -q 'lab is damaged' "$scratch/log"
fact "an assembled lab is left alone" equal 0 "$(status_of "$tools/assemble")"
fact "without a word" test ! -s "$scratch/log"
