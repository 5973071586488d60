# shellcheck shell=bash disable=SC2154,SC2034 # the tools that source this share their variables
# Sourced by assemble: which Debian packages the lab is made of, and how they get here.
# They are kept under .build/xenlab/debs with their checksums; a damaged or missing one is downloaded anew.

# The C library and its like come from packages too: what runs in dom0 then does not depend on this machine's.
lab_packages=(
    xen-hypervisor-4.17-amd64 xen-utils-4.17 xenstore-utils libxenmisc4.17 libxenstore4 libxencall1
    libxendevicemodel1 libxenevtchn1 libxenforeignmemory1 libxengnttab1 libxentoolcore1 libxentoollog1
    libxenhypfs1 libyajl2 busybox-static libc6 libgcc-s1 zlib1g liblzma5 libzstd1 libuuid1
)
# For storage.cpio: disks whose writes are recorded, and SQLite on ext4.
lab_packages+=(
    dmsetup libdevmapper1.02.1 libselinux1 libudev1 libpcre2-8-0 sqlite3 libsqlite3-0 libreadline8 libtinfo6
)
debs=$cache/debs

# apt checks signatures and checksums. Its sandbox user could not write into our folder.
apt_options=(-o APT::Sandbox::User=root -o APT::Architecture=amd64)

# An own index beside the system's, for when that is missing or too old; making it needs no root.
use_own_index() {
    local own=$cache/apt
    mkdir -p "$own/lists/partial" "$own/cache/archives/partial"
    apt_options+=(-o "Dir::State=$own" -o "Dir::State::lists=$own/lists" -o "Dir::Cache=$own/cache"
        -o Dir::State::status=/var/lib/dpkg/status)
    say "the package index of this machine does not serve: fetching one for the lab alone"
    apt-get "${apt_options[@]}" -qq update >&2
}

download_packages() { # into the current folder, those that are not there
    local kernel package
    local -a missing=()
    for package in "${lab_packages[@]}"; do
        compgen -G "${package}_*.deb" > /dev/null || missing+=("$package")
    done
    if compgen -G 'linux-image-*.deb' > /dev/null; then
        [ ${#missing[@]} -eq 0 ] || apt-get "${apt_options[@]}" download -qq "${missing[@]}"
        return
    fi
    kernel=$(apt-cache "${apt_options[@]}" depends linux-image-amd64 2> /dev/null |
        sed -n 's/.*Depends: \(linux-image-[0-9].*\)/\1/p' | head -n 1)
    [ -n "$kernel" ] || return 1
    apt-get "${apt_options[@]}" download -qq "${missing[@]}" "$kernel"
}

have_packages() {
    local package
    for package in "${lab_packages[@]}"; do
        compgen -G "$debs/${package}_*.deb" > /dev/null || return 1
    done
}

fetch_packages() {
    if [ -e "$debs/sha256" ]; then
        if (cd "$debs" && sha256sum --check --quiet sha256 2> /dev/null >&2); then
            have_packages && return
            say "the lab needs more packages than before: downloading those"
        else
            say "the downloaded packages are damaged: downloading again"
            rm -rf "$debs"
        fi
    fi
    mkdir -p "$debs"
    [ -e "$debs/sha256" ] || say "downloading Xen and Linux (80 MB of Debian packages)"
    if ! (cd "$debs" && download_packages 2> /dev/null); then
        use_own_index || trouble "apt has no package index and could not fetch one: is there a network?"
        (cd "$debs" && download_packages) || trouble "apt could not download the lab's packages." \
            "They are those of Debian 12 (bookworm) for amd64: is that among the sources of apt?"
    fi
    (cd "$debs" && sha256sum ./*.deb > sha256.new && mv sha256.new sha256)
}

unpack_packages() { # folder
    local deb
    for deb in "$debs"/*.deb; do
        dpkg-deb --extract "$deb" "$1"
    done
}
