# shellcheck shell=bash disable=SC2154 # the tool that sources this has set `cache` and `here`
# Sourced by build: gets Debian's source package of SQLite 3.40.1 and unpacks it with Debian's patches, the security
# fixes among them. The system's apt configuration and index stay as they are: apt is given a list of sources and
# folders of our own, the mirror that the machine uses and the key by which Debian signs. On top of apt's own check
# the files must have the sums recorded in sources.sha256; patches of a revision newer than that are used and named.

known_revision=3.40.1-2+deb12u2
sources=$cache/debian

mirror() { # of this machine, for Debian 12
    local uri
    # shellcheck disable=SC2016 # apt's own
    uri=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Codename: bookworm' 2> /dev/null | head -n 1)
    echo "${uri:-http://deb.debian.org/debian}"
}

download() { # mirror: into the present folder
    local from=$1 own=$cache/apt
    rm -rf "$own"
    mkdir -p "$own/lists/partial" "$own/cache/archives/partial"
    printf '%s\n' 'Types: deb-src' "URIs: $from" 'Suites: bookworm' 'Components: main' \
        'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg' > "$own/debian.sources"
    local apt=(apt-get -qq -o APT::Sandbox::User=root -o "Dir::Etc::sourcelist=$own/debian.sources"
        -o Dir::Etc::sourceparts=/dev/null -o "Dir::State=$own" -o "Dir::State::lists=$own/lists"
        -o "Dir::Cache=$own/cache" -o Dir::State::status=/var/lib/dpkg/status)
    "${apt[@]}" update && "${apt[@]}" source --download-only sqlite3
}

checked() { # the downloaded files are what they were when this was written
    [ -e sqlite3_3.40.1.orig.tar.xz ] \
        && sha256sum --check --quiet --ignore-missing "$here/sources.sha256" > /dev/null 2>&1
}

unpack() { # into the present folder's `source`
    rm -rf source
    mkdir source
    tar -xJf sqlite3_*.orig.tar.xz -C source --strip-components=1
    tar -xJf sqlite3_*.debian.tar.xz -C source
    local patch
    while read -r patch; do
        (cd source && GIT_DIR=/nonexistent git apply --whitespace=nowarn "debian/patches/$patch") \
            || trouble "Debian's $patch does not fit SQLite's sources"
    done < source/debian/patches/series
}

fetch() { # downloads and unpacks them into $sources/source, unless that was done before
    [ ! -e "$sources/source/debian/patches" ] || return 0
    command -v apt-get > /dev/null \
        || trouble "Debian's sources of SQLite need apt; without it, give SQLite's own: --source FOLDER"
    mkdir -p "$sources"
    (
        cd "$sources" || exit
        if ! checked; then
            echo "downloading SQLite's sources (14 MB, Debian's source package)" >&2
            download "$(mirror)" >&2 || trouble "apt could not download the source package sqlite3: is there a network?"
            checked || trouble "the source package of SQLite is not the one that is known (sources.sha256)"
        fi
        [ -e "sqlite3_$known_revision.debian.tar.xz" ] \
            || echo "note: Debian's patches of SQLite are newer than $known_revision; only apt has checked them" >&2
        unpack
    )
}
