#!/usr/bin/env bash
# Says what is missing on this machine and what works without it. Changes nothing.
set -uo pipefail
cd "$(dirname "$0")" || exit
source ./requirements.sh
problems=0

report() { # ok|missing, what, consequence
    printf '%-8s %s\n' "$1" "$2"
    if [ "$1" = missing ]; then
        printf '         %s\n' "$3"
        problems=$((problems + 1))
    fi
}

version=$(swift --version 2> /dev/null | sed -nE 's/.*Swift version ([0-9.]+).*/\1/p' | head -n 1)
if [ -z "$version" ]; then
    report missing "swift" "nothing works: install a Swift $swift_version_minimum toolchain"
elif [ "$(printf '%s\n' "$swift_version_minimum" "$version" | sort -V | head -n 1)" != "$swift_version_minimum" ]; then
    report missing "swift $swift_version_minimum (found $version)" "the package will not build"
else
    report ok "swift $version"
fi

for package in "${packages[@]}"; do
    if is_installed "$package"; then
        report ok "$package"
        continue
    fi
    case "$package" in
        libsqlite3-dev) lost="nothing builds but orm-gen; 'make setup' installs it" ;;
        sqlite3) lost="tests that compare with the sqlite3 shell fail; 'make setup' installs it" ;;
        libxen-dev) lost="the kernel of the guests does not build; 'make setup' installs it" ;;
        qemu-system-x86 | cpio | xz-utils) lost="no lab, so guests cannot be booted; 'make setup' installs it" ;;
        binutils) lost="tests that look into images fail; 'make setup' installs it" ;;
        gcc) lost="images with a store are larger; 'make setup' installs it" ;;
        tcl) lost="SQLite for guests cannot be built, so no guest with a store; 'make setup' installs it" ;;
        shellcheck) lost="'make check' fails at lint; 'make setup' installs it" ;;
        *) lost="packages cannot be fetched; 'make setup' installs it" ;;
    esac
    report missing "$package" "$lost"
done

embedded=$(dirname "$(readlink -f "$(command -v swiftc || echo /nowhere/bin/swiftc)")")/../lib/swift/embedded
if [ -d "$embedded/Swift.swiftmodule" ]; then
    report ok "Embedded Swift library"
else
    report missing "Embedded Swift library" "'make test OPTIONS=embedded' fails; use a toolchain from swift.org"
fi

[ -r /var/lib/dpkg/status ] && report ok "Debian package database" ||
    report missing "Debian package database" "'make run' needs a file: contacts FILE"

if [ "$problems" -eq 0 ]; then
    echo "everything is here"
else
    echo "$problems missing"
    exit 1
fi
