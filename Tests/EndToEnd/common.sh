# Sourced by every end-to-end test: where things are, and how facts are stated.
# shellcheck shell=bash disable=SC2034 # who sources this uses them
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../../Tools/folders.sh"
packages=$root/.build-outside
option= # of most tests: --build builds what the test runs and ends, --built runs what was built so
case " $* " in *" --build "*) option=--build ;; *" --built "*) option=--built ;; esac
scripts=$root/Tests/EndToEnd/dom0/$(basename "$0" .sh) # what a test gives to guests in the lab: NAME.dom0, NAME.setup
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fact() { # a sentence, then a command that must succeed
    local sentence=$1
    shift
    if "$@"; then
        echo "ok: $sentence"
    else
        echo "FAILED: $sentence" >&2
        exit 1
    fi
}

equal() { # expected, actual
    [ "$1" = "$2" ] && return
    diff <(printf '%s\n' "$1") <(printf '%s\n' "$2") >&2
    return 1
}

contains() { # text, part
    case "$1" in *"$2"*) return ;; esac
    printf 'expected to find:\n%s\nin:\n%s\n' "$2" "$1" >&2
    return 1
}

fails() { # a command that must fail; what it prints is not shown
    ! "$@" > /dev/null 2>&1
}

lacks() { # text, part
    case "$1" in
        *"$2"*) printf 'expected not to find:\n%s\nin:\n%s\n' "$2" "$1" >&2; return 1 ;;
    esac
}

build() { # package folder, options: builds it as an outsider would, or something of our own package
    "$root/Tools/build-outside.sh" "$@" 2>&1
}

built_or_stop() { # command that builds something: its output is shown when it fails
    "$@" > "$scratch/log" 2>&1 || { cat "$scratch/log" >&2 && exit 1; }
}

unless_built() { # the same, if the test was not told that it is --built
    [ "$option" = --built ] || built_or_stop "$@"
}

all_is_built() { # after what a test builds: `--build` asks for no more
    [ "$option" != --build ] || exit 0
}

generator=$debug/orm-gen-tool # what the plugin runs; `swift build --product orm-gen` would build swift-syntax again

build_generator() {
    build "$root/Examples/Contacts" --target AddressBook
}

page=$root/README.md # what documents are cut from

block() { # language, number: the n-th fenced block of that language on the page
    awk -v fence="\`\`\`$1" -v wanted="$2" '
        $0 == fence { count++; inside = count == wanted; next }
        /^```$/ { inside = 0 }
        inside { print }' "$page"
}

readme_package() { # folder: makes the package that the README describes, with ours from where it is
    mkdir -p "$1/Sources/Example"
    block swift 1 | sed -E "s#\.package\(url: [^)]*Mirage[^)]*\)#.package(name: \"Mirage\", path: \"$root\")#" \
        > "$1/Package.swift"
    block swift 2 > "$1/Sources/Example/Example.swift"
    test -s "$1/Package.swift" && test -s "$1/Sources/Example/Example.swift"
}
