# shellcheck shell=bash disable=SC2154,SC2034 # the tools that source this share their variables
# Sourced by every tool of the lab: where things are, and how the tools complain.
set -euo pipefail
lab=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=$(cd "$lab/../.." && pwd)/.build/xenlab
parts=$cache/parts # xen.elf, vmlinux, base.cpio: what assemble leaves

trouble() { # message: the lab cannot work; 2 is the exit status for that in all tools
    printf 'xenlab: error: %s\n' "$*" >&2
    exit 2
}

say() {
    printf 'xenlab: %s\n' "$*" >&2
}

need() { # command, Debian package that has it
    command -v "$1" > /dev/null ||
        trouble "'$1' is missing (Debian package $2); 'make setup' installs it"
}

need_value() { # option, number of arguments left: an option that takes a value has one
    [ "$2" -ge 2 ] || trouble "$1 needs a value; --help shows the usage"
}

is_positive() { # text: a decimal number, small enough that the shell computes with it
    [[ $1 =~ ^[1-9][0-9]{0,6}$ ]]
}

usage() { # the opening comment of the tool that was started
    awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0"
}
